package dev.gatehouse.userpool.internal.session;

import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.userpool.internal.context.PoolContext;

/** Where a family's key is sealed to, and how it moves to a new master key. */
public final class FamilySeal {
    private FamilySeal() {}

    /** Returns the name of the place where the key of a family rests. */
    public static String row(FamilyKey key) {
        return key.user() + "|" + key.family();
    }

    /** Seals a family's key again if it is under an older master key; a lost race is left to the next round. */
    public static boolean renew(PoolContext context, Row<FamilyKey, TokenFamily> found) {
        return context.resealed(
                        SealPurpose.TOKEN_FAMILY,
                        row(found.key()),
                        found.value().sealedKey())
                .map(renewed -> context.stores()
                        .tokenFamilies()
                        .replace(
                                found.key(),
                                found.version(),
                                found.value().toBuilder().sealedKey(renewed).build(),
                                context.newWrite()))
                .orElse(false);
    }
}
