package dev.gatehouse.userpool.internal.directory;

import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.User;
import java.time.Instant;

/** A live user's row and the write that it carries: what a flow commits on. */
public record Found(UserId id, UserRow row, WriteId version) {
    /** Returns whether a row counts: a user, and not one whose sign-up ran out. */
    public static boolean live(UserRow row, Instant now) {
        return row.state() == UserRow.State.LIVE
                && row.profile().isPresent()
                && row.expiresAt().map(now::isBefore).orElse(true);
    }

    /** Returns the profile, which every live row has. */
    public User user() {
        return row.profile().orElseThrow();
    }
}
