package dev.gatehouse.benchmarks;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The bare cryptography of temporary credentials: one sealing or opening of a token, and HMACs. */
final class SealFloor {
    private static final int TAG_BITS = 128;
    private static final int NONCE_LENGTH = 12;
    private static final int TOKEN_LENGTH = 400;

    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    private final Cipher cipher;
    private final Mac mac;
    private final byte[] opened = new byte[TOKEN_LENGTH];
    private final byte[] sealed;
    private long sealings;

    SealFloor() throws GeneralSecurityException {
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        sealed = seal();
    }

    /** Seals a token of 400 bytes. */
    byte[] seal() throws GeneralSecurityException {
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce(sealings++)));
        return cipher.doFinal(opened);
    }

    /** The provider refuses a nonce that was just used. */
    private static byte[] nonce(long number) {
        return ByteBuffer.allocate(NONCE_LENGTH).putLong(number).array();
    }

    /** Opens the first. */
    byte[] open() throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce(0)));
        return cipher.doFinal(sealed);
    }

    /** Computes HMACs of 64 bytes, each under a fresh key where {@code fresh}. */
    byte[] macs(int count, boolean fresh) throws GeneralSecurityException {
        byte[] last = new byte[64];
        for (int i = 0; i < count; i++) {
            if (fresh) {
                mac.init(new SecretKeySpec(last, "HmacSHA256"));
            }
            last = mac.doFinal(last);
        }
        return last;
    }
}
