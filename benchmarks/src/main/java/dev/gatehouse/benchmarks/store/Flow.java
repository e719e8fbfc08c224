package dev.gatehouse.benchmarks.store;

/** What a visitor does, in this order. */
enum Flow {
    SIGN_UP("sign-up"),
    CONFIRM("confirmation by code"),
    SIGN_IN("sign-in by password"),
    REFRESH("refresh, with rotation"),
    GET_ID("`GetId`, a login's first"),
    CREDENTIALS("`GetCredentialsForIdentity`"),
    CREDENTIALS_AGAIN("the same again"),
    REVOKE("sign-out (revoke)"),
    FORGOT("recovery code issued"),
    RESET("recovery code redeemed");

    private final String title;

    Flow(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Returns whether the flow needs a code that maintenance delivers. */
    boolean needsCode() {
        return this == CONFIRM || this == RESET;
    }
}
