package dev.gatehouse.userpool.internal.outbox;

import dev.gatehouse.spi.store.PendingChange;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.code.CodePurpose;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Found;
import java.util.Optional;

/** Whether a message that waited should still go out: its user may be gone, or past the step it was for. */
final class Relevance {
    private final PoolContext context;

    Relevance(PoolContext context) {
        this.context = context;
    }

    boolean stillWanted(Intent intent) {
        Optional<UserRow> row = context.stores()
                .users()
                .find(new UserKey(context.pool(), intent.user()))
                .map(found -> found.value())
                .filter(value -> Found.live(value, context.now()));
        if (row.isEmpty()) {
            return false;
        }
        return intent.purpose()
                .map(purpose -> waits(row.get(), purpose, intent))
                .orElse(true);
    }

    private static boolean waits(UserRow row, CodePurpose purpose, Intent intent) {
        return switch (purpose) {
            case SIGN_UP ->
                row.profile()
                        .filter(user -> user.status() == UserStatus.UNCONFIRMED)
                        .isPresent();
            case RECOVERY -> row.profile().filter(user -> user.enabled()).isPresent();
            case ATTRIBUTE_EMAIL -> pending(row, "email", intent);
            case ATTRIBUTE_PHONE_NUMBER -> pending(row, "phone_number", intent);
        };
    }

    /** A code for an address that the user already has, unverified, is bound to no pending change. */
    private static boolean pending(UserRow row, String attribute, Intent intent) {
        PendingChange change = row.pending().get(attribute);
        if (intent.nonce().isEmpty()) {
            return change == null;
        }
        return change != null && change.nonce().equals(intent.nonce());
    }
}
