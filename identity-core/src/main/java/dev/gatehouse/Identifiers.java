package dev.gatehouse;

/** The grammars of identifiers, in one place: so many characters of a set. Looked at in every token, so not patterns. */
enum Identifiers {
    POOL(Identifiers.ALPHANUMERIC + "_:-", 1, 128),
    CLIENT(Identifiers.ALPHANUMERIC + "_+", 1, 128),
    USER(Identifiers.ALPHANUMERIC + "_-", 1, 128),
    ROLE(Identifiers.ALPHANUMERIC + "_+=,.@-", 1, 64),
    WRITE("0123456789abcdef", 32, 32);

    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final String characters;
    private final int shortest;
    private final int longest;
    // One bit for each ASCII character that is allowed.
    private final long low;
    private final long high;

    Identifiers(String characters, int shortest, int longest) {
        this.characters = characters;
        this.shortest = shortest;
        this.longest = longest;
        long[] allowed = new long[2];
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            allowed[c >>> 6] |= 1L << c;
        }
        this.low = allowed[0];
        this.high = allowed[1];
    }

    /**
     * Lets an identifier of this grammar through.
     *
     * @throws IllegalArgumentException if it is of another length or has another character
     */
    void require(String value, String what) {
        if (!matches(value)) {
            throw new IllegalArgumentException(
                    what + " must have " + shortest + " to " + longest + " characters of " + characters);
        }
    }

    private boolean matches(String value) {
        int length = value.length();
        boolean all = length >= shortest && length <= longest;
        for (int i = 0; all && i < length; i++) {
            char c = value.charAt(i);
            long set = c < Long.SIZE ? low : high;
            all = c < 2 * Long.SIZE && (set >>> c & 1) != 0;
        }
        return all;
    }
}
