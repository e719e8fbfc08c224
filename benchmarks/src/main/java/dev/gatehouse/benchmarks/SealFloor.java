package dev.gatehouse.benchmarks;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The bare cryptography of temporary credentials: one sealing or opening of a token, and HMACs. */
final class SealFloor {
    private static final int TAG_BITS = 128;
    private static final int TOKEN_LENGTH = 400;

    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    private final Cipher cipher;
    private final Mac mac;
    private final byte[] opened = new byte[TOKEN_LENGTH];
    private final byte[] sealed;
    private final byte[] nonce = new byte[12];

    SealFloor() throws GeneralSecurityException {
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        sealed = seal();
    }

    /** Seals a token of 400 bytes. */
    byte[] seal() throws GeneralSecurityException {
        nonce[0]++; // the provider refuses a nonce that was just used
        nonce[1] += nonce[0] == 0 ? 1 : 0;
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher.doFinal(opened);
    }

    /** Opens it. */
    byte[] open() throws GeneralSecurityException {
        byte[] first = new byte[12];
        first[0] = 1;
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, first));
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
