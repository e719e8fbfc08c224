package dev.gatehouse.policy;

/** The place of a policy in the evaluation. Grows when a place is added. */
public enum PolicyLayer {
    /** Policies of the role: they grant. */
    IDENTITY("identity policies"),
    /** The most a role can have: limits, never grants. */
    BOUNDARY("permissions boundary"),
    /** The most a session can have: limits, never grants. */
    SESSION("session policies"),
    /** Policies of the resource: they grant to the principals they name. */
    RESOURCE("resource policies"),
    /** The policy of a role that says who may assume it. */
    TRUST("trust policy");

    private final String title;

    PolicyLayer(String title) {
        this.title = title;
    }

    /** Returns the name for people, in the words of the IAM User Guide. */
    public String title() {
        return title;
    }
}
