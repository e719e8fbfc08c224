package dev.gatehouse.benchmarks.policy;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The yardstick of decisions: one HMAC-SHA256 of 64 bytes. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class Floor {
    private final byte[] input = new byte[64];
    private Mac mac;

    /** Makes the key. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    }

    byte[] once() {
        return mac.doFinal(input);
    }
}
