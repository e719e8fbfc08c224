package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A string of a policy, compiled: code points, wildcards and variables. A variable's value is copied in as plain code
 * points after the wildcards were recognised, so nothing in it can act as a wildcard or as a variable.
 */
final class Template {
    private static final int FIRST_VARIABLE = -3;

    private final int[] tokens;
    private final Variable[] variables;
    private final String prefix;
    private final boolean literal;
    private final boolean prefixOnly;

    /** A reference to a context key, with the value used when the request has none. */
    record Variable(String key, @Nullable String fallback) {
        @Nullable
        String resolve(AuthorizationRequest request) {
            String value = request.singleValue(key);
            return value == null ? fallback : value;
        }
    }

    private Template(int[] tokens, Variable[] variables) {
        this.tokens = tokens;
        this.variables = variables;
        int plain = 0;
        while (plain < tokens.length && tokens[plain] >= 0) {
            plain++;
        }
        this.prefix = new String(tokens, 0, plain);
        this.literal = plain == tokens.length;
        this.prefixOnly = plain + 1 == tokens.length && tokens[plain] == Wildcard.ANY;
    }

    static Template of(int[] tokens, List<Variable> variables) {
        return new Template(tokens, variables.toArray(new Variable[0]));
    }

    static int variableToken(int index) {
        return FIRST_VARIABLE - index;
    }

    /** Returns the text without wildcards and variables that every match starts with. */
    String prefix() {
        return prefix;
    }

    /** Returns whether the template is plain text. */
    boolean isLiteral() {
        return literal;
    }

    /** Returns whether the template is plain text followed by one {@code *}. */
    boolean isPrefixOnly() {
        return prefixOnly;
    }

    boolean hasVariables() {
        return Arrays.stream(tokens).anyMatch(token -> token <= FIRST_VARIABLE);
    }

    boolean matchesEverything() {
        return prefixOnly && prefix.isEmpty();
    }

    boolean isSingleVariable() {
        return tokens.length == 1 && tokens[0] <= FIRST_VARIABLE;
    }

    Match match(String text, AuthorizationRequest request) {
        if (literal) {
            return Match.of(prefix.equals(text));
        }
        if (!text.startsWith(prefix)) {
            return Match.NO;
        }
        if (prefixOnly) {
            return Match.YES;
        }
        if (variables.length == 0) {
            return Match.of(Wildcard.matches(tokens, tokens.length, text));
        }
        Expansion expansion = expand(text.length(), request);
        if (expansion == null) {
            return Match.UNRESOLVED;
        }
        return Match.of(!expansion.tooLong && Wildcard.matches(expansion.points, expansion.length, text));
    }

    Match matchIgnoringCase(String text, AuthorizationRequest request) {
        Expansion expansion = expand(text.length(), request);
        if (expansion == null) {
            return Match.UNRESOLVED;
        }
        return Match.of(!expansion.tooLong && new String(expansion.points, 0, expansion.length).equalsIgnoreCase(text));
    }

    /** Returns the tokens with every variable's value, or null if one has none. Stops when the result cannot match. */
    private @Nullable Expansion expand(int textLength, AuthorizationRequest request) {
        String[] values = new String[variables.length];
        for (int i = 0; i < values.length; i++) {
            String value = variables[i].resolve(request);
            if (value == null && contains(variableToken(i))) {
                return null;
            }
            values[i] = value == null ? "" : value;
        }
        Expansion out = new Expansion(tokens.length + 32, textLength);
        for (int token : tokens) {
            if (token > FIRST_VARIABLE) {
                out.add(token);
            } else {
                String value = values[FIRST_VARIABLE - token];
                for (int i = 0; i < value.length() && !out.tooLong; ) {
                    int point = value.codePointAt(i);
                    out.add(point);
                    i += Character.charCount(point);
                }
            }
            if (out.tooLong) {
                break;
            }
        }
        return out;
    }

    private boolean contains(int token) {
        for (int each : tokens) {
            if (each == token) {
                return true;
            }
        }
        return false;
    }

    /** Returns the parts between the first {@code limit - 1} colons of the policy's own text. */
    List<Template> splitAtColons(int limit) {
        List<Template> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < tokens.length && parts.size() < limit - 1; i++) {
            if (tokens[i] == ':') {
                parts.add(new Template(Arrays.copyOfRange(tokens, start, i), variables));
                start = i + 1;
            }
        }
        parts.add(new Template(Arrays.copyOfRange(tokens, start, tokens.length), variables));
        return parts;
    }

    /** The code points and wildcards of one evaluation; never grows past what the text could match. */
    private static final class Expansion {
        private int[] points;
        private int length;
        private int needed;
        private boolean tooLong;
        private final int textLength;

        Expansion(int capacity, int textLength) {
            this.points = new int[capacity];
            this.textLength = textLength;
        }

        void add(int point) {
            if (length == points.length) {
                points = Arrays.copyOf(points, length * 2);
            }
            points[length++] = point;
            if (point != Wildcard.ANY && ++needed > textLength) {
                tooLong = true;
            }
        }
    }
}
