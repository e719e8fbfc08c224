package dev.gatehouse.user;

/** What a name that finds a user is. Names of different kinds never collide. */
public enum AliasKind {
    /** The user name chosen at sign-up; cannot change. */
    USERNAME,
    /** A verified e-mail address, or the e-mail address used as the user name. */
    EMAIL,
    /** A verified phone number, or the phone number used as the user name. */
    PHONE_NUMBER,
    /** The preferred user name, changeable. */
    PREFERRED_USERNAME,
    /** The subject of an external identity provider, as {@code provider:subject}. */
    EXTERNAL_SUBJECT
}
