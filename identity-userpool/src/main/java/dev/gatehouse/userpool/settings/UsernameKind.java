package dev.gatehouse.userpool.settings;

import dev.gatehouse.user.AliasKind;

/** What a user signs up with. */
public enum UsernameKind {
    /** A user name of the user's choice, and whatever verified aliases the pool allows beside it. */
    USERNAME(AliasKind.USERNAME),
    /** The e-mail address is the user name; the pool makes up an opaque one. */
    EMAIL(AliasKind.EMAIL),
    /** The phone number is the user name; the pool makes up an opaque one. */
    PHONE_NUMBER(AliasKind.PHONE_NUMBER);

    private final AliasKind alias;

    UsernameKind(AliasKind alias) {
        this.alias = alias;
    }

    /** Returns the kind of the name that is claimed at sign-up. */
    public AliasKind alias() {
        return alias;
    }
}
