package dev.gatehouse.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HKDF with SHA-256 (RFC 5869) over the platform's HMAC, which has the processor's instructions for SHA-256. Bouncy
 * Castle's has not, and to seal a row was all that a process needed its signed jar for before anybody signs in.
 */
final class Hkdf {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH = 32;
    private static final int BLOCKS = 255;

    private Hkdf() {}

    static byte[] sha256(byte[] input, byte[] salt, byte[] info, int length) {
        if (length < 1 || length > BLOCKS * HASH) {
            throw new IllegalArgumentException("1 to " + BLOCKS * HASH + " bytes can be derived");
        }
        try {
            return expand(extract(input, salt), info, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    /** RFC 5869 §2.2: no salt is one of zeros. */
    private static byte[] extract(byte[] input, byte[] salt) throws GeneralSecurityException {
        return mac(salt.length == 0 ? new byte[HASH] : salt).doFinal(input);
    }

    /** RFC 5869 §2.3. */
    private static byte[] expand(byte[] key, byte[] info, int length) throws GeneralSecurityException {
        Mac mac = mac(key);
        ByteBuffer out = ByteBuffer.allocate(length);
        byte[] block = {};
        for (byte number = 1; out.hasRemaining(); number++) {
            mac.update(block);
            mac.update(info);
            mac.update(number);
            block = mac.doFinal();
            out.put(block, 0, Math.min(HASH, out.remaining()));
        }
        return out.array();
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        return mac;
    }
}
