package dev.gatehouse.internal.curve;

import dev.gatehouse.internal.signature.SignatureVerification;

/**
 * A key that verifies by its table while it has one. What the table refuses the provider judges again, so the verdict
 * is always one that the provider would give; the tables are sound if they accept nothing more.
 */
final class HotKey implements SignatureVerification {
    private final HotKeys keys;
    private final SignatureVerification plain;
    private volatile KeyUse use;

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
            return true;
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

    @Override
    public String toString() {
        return "HotKey[" + use + "]";
    }
}
