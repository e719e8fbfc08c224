package dev.gatehouse.spi.internal.setting;

import java.util.Map;

/** Labels for the operator, as the reference service bounds them. */
public final class Tags {
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 256;

    private Tags() {}

    /** Returns whether there are at most 50, with names of 1 to 128 characters and values of at most 256. */
    public static boolean fit(Map<String, String> tags) {
        return tags.size() <= MOST
                && tags.entrySet().stream()
                        .allMatch(tag -> !tag.getKey().isEmpty()
                                && tag.getKey().length() <= LONGEST_NAME
                                && tag.getValue().length() <= LONGEST_VALUE);
    }
}
