package dev.gatehouse.seal;

import dev.gatehouse.PoolId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens values at rest and in the hands of clients. Seal format 1:
 *
 * <pre>
 * 1 byte format | 4 bytes key id | 1 byte purpose | 24 bytes random | AES-256-GCM ciphertext and 16-byte tag
 * </pre>
 *
 * The key and the 96-bit nonce of a message are derived by HKDF-SHA256 (RFC 5869) from the master key, salted with
 * the message's 192 random bits, for the purpose and the pool; so no nonce ever repeats under one key (NIST SP
 * 800-38D §8). The header, the pool and the row are associated data: a sealed value moved to another row, pool or
 * purpose does not open. Thread-safe.
 */
public final class Sealer {
    /** How many bytes a sealed value is longer than the plain one. */
    public static final int OVERHEAD = 1 + 4 + 1 + 24 + 16;

    private static final byte FORMAT = 1;
    private static final int HEADER = 6;
    private static final int RANDOM = 24;
    private static final int TAG_BITS = 128;

    private final MasterKeys keys;
    private final SecureRandom random;

    public Sealer(MasterKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /**
     * Returns {@code plain} sealed under the current key.
     *
     * @param row what names the place where the value rests, the same when it is opened
     */
    public byte[] seal(SealPurpose purpose, PoolId pool, String row, byte[] plain) {
        byte[] salt = new byte[RANDOM];
        random.nextBytes(salt);
        ByteBuffer out = ByteBuffer.allocate(OVERHEAD + plain.length);
        out.put(FORMAT).putInt(keys.current()).put((byte) purpose.number()).put(salt);
        try {
            byte[] derived = derive(keys.key(keys.current()), salt, purpose, pool);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, derived);
            cipher.updateAAD(associated(out.array(), pool, row));
            out.put(cipher.doFinal(plain));
            return out.array();
        } catch (GeneralSecurityException | SealException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /**
     * Returns the plain value.
     *
     * @throws SealException if the value was not sealed for this purpose, pool and row under a key of the ring
     */
    public byte[] open(SealPurpose purpose, PoolId pool, String row, byte[] sealed) throws SealException {
        if (sealed.length < OVERHEAD || sealed[0] != FORMAT || sealed[5] != (byte) purpose.number()) {
            throw new SealException("not a sealed value of this format and purpose");
        }
        byte[] master = keys.key(keyId(sealed));
        byte[] salt = new byte[RANDOM];
        System.arraycopy(sealed, HEADER, salt, 0, RANDOM);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, derive(master, salt, purpose, pool));
            cipher.updateAAD(associated(sealed, pool, row));
            return cipher.doFinal(sealed, HEADER + RANDOM, sealed.length - HEADER - RANDOM);
        } catch (GeneralSecurityException e) {
            throw new SealException("the sealed value does not open here");
        }
    }

    /** Returns whether a value was sealed under an older key than the current one and should be sealed again. */
    public boolean outdated(byte[] sealed) {
        return sealed.length < OVERHEAD || keyId(sealed) != keys.current();
    }

    private static int keyId(byte[] sealed) {
        return ByteBuffer.wrap(sealed, 1, 4).getInt();
    }

    private static byte[] derive(byte[] master, byte[] salt, SealPurpose purpose, PoolId pool) {
        byte[] info = ("gatehouse seal 1|" + purpose + "|" + pool).getBytes(StandardCharsets.UTF_8);
        return Hkdf.sha256(master, salt, info, 32 + 12);
    }

    private static Cipher cipher(int mode, byte[] derived) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived, 0, 32, "AES"), new GCMParameterSpec(TAG_BITS, derived, 32, 12));
        return cipher;
    }

    private static byte[] associated(byte[] header, PoolId pool, String row) {
        byte[] poolBytes = pool.value().getBytes(StandardCharsets.UTF_8);
        byte[] rowBytes = row.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER + 4 + poolBytes.length + rowBytes.length)
                .put(header, 0, HEADER)
                .putInt(poolBytes.length)
                .put(poolBytes)
                .put(rowBytes)
                .array();
    }
}
