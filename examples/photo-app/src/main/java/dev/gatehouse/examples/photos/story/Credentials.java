package dev.gatehouse.examples.photos.story;

/** Temporary credentials, as a client holds them. */
record Credentials(String identityId, String accessKeyId, String secretKey, String sessionToken, String expiration) {
    /** Before the first vending. */
    static final Credentials NONE = new Credentials("", "", "", "", "");

    static Credentials of(AccountClient.Answer answer) {
        return new Credentials(
                answer.text("identityId"),
                answer.text("accessKeyId"),
                answer.text("secretKey"),
                answer.text("sessionToken"),
                answer.text("expiration"));
    }

    /** Returns what a forger has: everything but the secret. */
    Credentials withSecretKey(String other) {
        return new Credentials(identityId, accessKeyId, other, sessionToken, expiration);
    }

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
