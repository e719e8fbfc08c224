package dev.gatehouse.internal.curve;

import dev.gatehouse.internal.signature.SignatureVerification;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Puts the same signatures, some good and most changed, to a table and to other implementations: Bouncy Castle judges
 * every one, the native provider every one where it can be loaded, the JDK one of so many.
 */
final class Differential {
    private static final int SIGNATURES_PER_KEY = 5000;
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final Provider JDK = Security.getProvider("SunEC");

    private final boolean edwards;
    private final SplittableRandom random;
    private final SecureRandom keys;
    private final int jdkEvery;
    private final Mutations mutations;
    private final Map<String, Long> judged = new TreeMap<>();
    private final List<String> disagreements = new ArrayList<>();
    private long accepted;
    private long refused;

    Differential(boolean edwards, long seed, int jdkEvery) throws GeneralSecurityException {
        this.edwards = edwards;
        this.random = new SplittableRandom(seed);
        this.keys = SecureRandom.getInstance("SHA1PRNG");
        keys.setSeed(seed);
        this.jdkEvery = jdkEvery;
        this.mutations = new Mutations(random, edwards);
    }

    /** Judges so many signatures, with a new key every five thousand. */
    void run(long signatures) throws GeneralSecurityException {
        for (long done = 0; done < signatures; done += SIGNATURES_PER_KEY) {
            runWithOneKey(done, (int) Math.min(SIGNATURES_PER_KEY, signatures - done));
        }
    }

    private void runWithOneKey(long first, int signatures) throws GeneralSecurityException {
        KeyPair pair = pair();
        byte[] encoded = pair.getPublic().getEncoded();
        SignatureVerification table =
                new KeyUse(edwards ? "EdDSA" : "ES256", encoded).compute().orElseThrow();
        Judge bouncyCastle = new Judge(BOUNCY_CASTLE, edwards, encoded);
        Judge jdk = new Judge(JDK, edwards, encoded);
        Judge fast = NativeProvider.FOUND == null ? null : new Judge(NativeProvider.FOUND, edwards, encoded);
        Signature signer = Signature.getInstance(Judge.algorithm(edwards), BOUNCY_CASTLE);
        signer.initSign(pair.getPrivate(), keys);
        byte[] message = new byte[0];
        byte[] good = new byte[0];
        for (int i = 0; i < signatures; i++) {
            if (i % 8 == 0) {
                message = new byte[random.nextInt(200)];
                random.nextBytes(message);
                signer.update(message);
                good = signer.sign();
            }
            byte[] signature = i % 8 == 0 ? good : mutations.of(good);
            byte[] said = i % 8 != 1 || message.length == 0 ? message : mutations.flipped(message);
            boolean verdict = table.verify(said, 0, said.length, signature);
            compare(verdict, bouncyCastle, said, signature, first + i, encoded);
            if (fast != null) {
                compare(verdict, fast, said, signature, first + i, encoded);
            }
            if (i % jdkEvery == 0) {
                compare(verdict, jdk, said, signature, first + i, encoded);
            }
            accepted += verdict ? 1 : 0;
            refused += verdict ? 0 : 1;
        }
    }

    private void compare(boolean verdict, Judge judge, byte[] message, byte[] signature, long number, byte[] publicKey)
            throws GeneralSecurityException {
        judged.merge(judge.name(), 1L, Long::sum);
        if (judge.accepts(message, signature) != verdict) {
            HexFormat hex = HexFormat.of();
            disagreements.add(
                    "number " + number + ": the table says " + verdict + ", " + judge.name() + " does not; key "
                            + hex.formatHex(publicKey) + ", message " + hex.formatHex(message) + ", signature "
                            + hex.formatHex(signature));
        }
    }

    private KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(edwards ? "Ed25519" : "EC", BOUNCY_CASTLE);
        if (edwards) {
            generator.initialize(255, keys);
        } else {
            generator.initialize(new ECGenParameterSpec("secp256r1"), keys);
        }
        return generator.generateKeyPair();
    }

    long accepted() {
        return accepted;
    }

    long refused() {
        return refused;
    }

    /** Returns how many verdicts each of the others gave. */
    Map<String, Long> judged() {
        return judged;
    }

    List<String> disagreements() {
        return disagreements;
    }

    @Override
    public String toString() {
        return (edwards ? "EdDSA" : "ES256") + ": accepted " + accepted + ", refused " + refused + ", compared with "
                + judged + ", disagreements " + disagreements.size();
    }
}
