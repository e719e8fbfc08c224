package dev.gatehouse.examples.photos.story;

/** The three tokens of a sign-in, as a client holds them. */
record Tokens(String id, String access, String refresh) {
    /** Before the first sign-in. */
    static final Tokens NONE = new Tokens("", "", "");

    static Tokens of(AccountClient.Answer answer) {
        return new Tokens(answer.text("idToken"), answer.text("accessToken"), answer.text("refreshToken"));
    }

    @Override
    public String toString() {
        return "Tokens[redacted]";
    }
}
