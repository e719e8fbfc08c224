package dev.gatehouse.internal.curve;

import dev.gatehouse.internal.signature.SignatureVerification;

/**
 * A key that verifies by its table while it has one. What the table refuses the provider judges again, so the verdict
 * is always one that the provider would give; the tables are sound if they accept nothing more. Now and then the
 * provider judges what the table accepted, too.
 */
final class HotKey implements SignatureVerification {
    /** Of so many signatures that the table accepts one is judged by the provider too; a power of two. */
    static final int ONE_IN = 256;

    private final HotKeys keys;
    private final SignatureVerification plain;
    private volatile KeyUse use;
    // Counted without a lock: it matters little if two threads count one.
    private int accepted;

    HotKey(HotKeys keys, KeyUse use, SignatureVerification plain) {
        this.keys = keys;
        this.use = use;
        this.plain = plain;
    }

    @Override
    public boolean verify(byte[] input, int offset, int length, byte[] signature) {
        KeyUse current = use;
        VerificationTable table = current.table();
        if (table != null && table.verify(input, offset, length, signature)) {
            current.countOne();
            return (++accepted & ONE_IN - 1) != 0 || isConfirmed(current, table, input, offset, length, signature);
        }
        boolean holds = plain.verify(input, offset, length, signature);
        if (holds && table != null) {
            // They must not differ. Ed25519 lets the owner of a key sign so that they do (R off the prime-order group).
            keys.giveUp(current);
        } else if (holds && !current.isForbidden()) {
            current.countOne();
            if (keys.isHot(current)) {
                use = keys.request(current, new SignatureExample(input, offset, length, signature));
            }
        }
        return holds;
    }

    /** The provider's verdict. If it is another, or the table accepts the signature changed, no table is right. */
    private boolean isConfirmed(
            KeyUse current, VerificationTable table, byte[] input, int offset, int length, byte[] signature) {
        boolean holds = plain.verify(input, offset, length, signature);
        byte[] changed = signature.clone();
        changed[0] ^= 1;
        if (!holds || table.verify(input, offset, length, changed)) {
            keys.distrust(current);
        }
        return holds;
    }

    @Override
    public String toString() {
        return "HotKey[" + use + "]";
    }
}
