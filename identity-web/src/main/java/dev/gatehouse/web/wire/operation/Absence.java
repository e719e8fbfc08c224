package dev.gatehouse.web.wire.operation;

/** Why an operation is not served. */
public enum Absence {
    /** A second factor. */
    FACTORS("Second factors are not built yet."),
    /** Passkeys. */
    PASSKEYS("Passkeys are not built yet."),
    /** Remembered devices. */
    DEVICES("Remembered devices are not built yet."),
    /** External identity providers. */
    FEDERATION("Federation is not built yet."),
    /** The OAuth 2.1 authorization server. */
    OAUTH("The OAuth 2.1 authorization server is not built yet."),
    /** Hosted pages. */
    PAGES("Hosted pages are not built yet."),
    /** Listed sessions. */
    SESSIONS("Sessions are not listed yet; global sign-out and revocation end them."),
    /** Events and risk. */
    RISK("Authentication events and risk are not kept yet."),
    /** Import of users. */
    IMPORT("Import jobs are not built yet."),
    /** More than one region. */
    REPLICAS("Nodes share their stores: there is no replica to manage."),
    /** Bought limits. */
    LIMITS("Limits are settings of this process, not provisions to buy.");

    private final String reason;

    Absence(String reason) {
        this.reason = reason;
    }

    /** Returns the sentence for the page of the wire protocol. */
    public String reason() {
        return reason;
    }
}
