package dev.gatehouse.userpool.signup;

import dev.gatehouse.UserId;
import dev.gatehouse.userpool.delivery.CodeDelivery;

/**
 * A sign-up that was accepted. Where the pool masks users it looks the same for an address that was free and for one
 * that has an account: the id is fresh either way. Immutable.
 */
public final class Registered {
    private final UserId user;
    private final String username;
    private final CodeDelivery delivery;

    Registered(UserId user, String username, CodeDelivery delivery) {
        this.user = user;
        this.username = username;
        this.delivery = delivery;
    }

    /** Returns the new user's id, the {@code sub} of its tokens. */
    public UserId user() {
        return user;
    }

    /** Returns the user name; the id where addresses are the names. */
    public String username() {
        return username;
    }

    /** Returns where the code goes. */
    public CodeDelivery delivery() {
        return delivery;
    }

    /** Returns whether the user is confirmed already. So far nobody is at sign-up. */
    public boolean confirmed() {
        return false;
    }

    @Override
    public String toString() {
        return "Registered[" + user + "]";
    }
}
