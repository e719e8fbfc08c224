package dev.gatehouse.policy;

/** What a policy document is attached to, which decides the elements that its statements must and must not have. */
public enum DocumentKind {
    /** Attached to a role: also session policies and permissions boundaries. Has Resource, has no Principal. */
    IDENTITY(6_144),
    /** Attached to a resource, such as a bucket. Has Principal or NotPrincipal, and Resource. */
    RESOURCE(20_480),
    /** Attached to a role and says who may assume it. Has Principal, has no Resource. */
    TRUST(8_192);

    private final int defaultMaxChars;

    DocumentKind(int defaultMaxChars) {
        this.defaultMaxChars = defaultMaxChars;
    }

    /**
     * Returns the longest document accepted when no limit is named, in characters without white space: a managed
     * policy, a bucket policy, and a role's trust policy at its highest quota (IAM User Guide, "IAM and STS quotas").
     */
    public int defaultMaxChars() {
        return defaultMaxChars;
    }
}
