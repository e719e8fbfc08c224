package dev.gatehouse.examples.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of commands. */
final class DemoPage {
    private static final Pattern PLACE = Pattern.compile("@([a-zA-Z]+)@");

    private DemoPage() {}

    /** Returns the page with these values in its places. */
    static String filled(Map<String, String> values) {
        return PLACE.matcher(template()).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalStateException("the page has a place without a value: " + place.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String template() {
        try (InputStream in = DemoPage.class.getResourceAsStream("/demo-page.md")) {
            if (in == null) {
                throw new IllegalStateException("the page is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
