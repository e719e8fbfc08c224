package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A string of a policy, compiled: code points, wildcards and variables. A variable's value is compared as plain code
 * points after the wildcards were recognised, so nothing in it can act as a wildcard or as a variable.
 */
final class Template {
    static final int FIRST_VARIABLE = -3;

    private final int[] tokens;
    private final Variable[] variables;
    private final String prefix;
    private final int plain;
    private final boolean literal;
    private final boolean prefixOnly;

    /** A reference to a context key, with the value used when the request has none. */
    record Variable(String key, @Nullable String fallback) {
        @Nullable
        String resolve(AuthorizationRequest request) {
            String value = request.singleValue(key);
            return value == null ? fallback : value;
        }

        /** Returns the value of a variable that is known to have one. */
        String text(AuthorizationRequest request) {
            String value = resolve(request);
            return value == null ? "" : value;
        }
    }

    private Template(int[] tokens, Variable[] variables) {
        this.tokens = tokens;
        this.variables = variables;
        int count = 0;
        while (count < tokens.length && tokens[count] >= 0) {
            count++;
        }
        this.plain = count;
        this.prefix = new String(tokens, 0, count);
        this.literal = count == tokens.length;
        this.prefixOnly = count + 1 == tokens.length && tokens[count] == Wildcard.ANY;
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

    boolean hasVariables() {
        return variables.length > 0;
    }

    List<Variable> variables() {
        return List.of(variables);
    }

    /** Returns the code points, wildcards and variables; the caller changes nothing. */
    int[] tokens() {
        return tokens;
    }

    boolean matchesEverything() {
        return prefixOnly && prefix.isEmpty();
    }

    boolean isSingleVariable() {
        return tokens.length == 1 && tokens[0] <= FIRST_VARIABLE;
    }

    /** Returns whether both are written alike, and so always match alike. */
    boolean isSameAs(Template other) {
        return Arrays.equals(tokens, other.tokens) && Arrays.equals(variables, other.variables);
    }

    Match match(String text, AuthorizationRequest request) {
        return match(text, 0, text.length(), request);
    }

    /** Matches the part of {@code text} between two indexes. */
    Match match(String text, int from, int to, AuthorizationRequest request) {
        int length = prefix.length();
        if (to - from < length || !text.startsWith(prefix, from)) {
            return Match.NO;
        }
        if (literal) {
            return Match.of(to - from == length);
        }
        if (prefixOnly) {
            return Match.YES;
        }
        if (isUnresolved(request)) {
            return Match.UNRESOLVED;
        }
        return Match.of(Wildcard.matches(tokens, plain, variables, text, from + length, to, request));
    }

    /** Matches the whole text without regard to case; the template has no wildcards. */
    Match matchIgnoringCase(String text, AuthorizationRequest request) {
        if (isUnresolved(request)) {
            return Match.UNRESOLVED;
        }
        int here = 0;
        for (int token : tokens) {
            if (token <= FIRST_VARIABLE) {
                String value = variables[FIRST_VARIABLE - token].text(request);
                if (!text.regionMatches(true, here, value, 0, value.length())) {
                    return Match.NO;
                }
                here += value.length();
            } else {
                if (here == text.length()) {
                    return Match.NO;
                }
                int point = text.codePointAt(here);
                if (folded(point) != folded(token)) {
                    return Match.NO;
                }
                here += Character.charCount(point);
            }
        }
        return Match.of(here == text.length());
    }

    private static int folded(int point) {
        return Character.toLowerCase(Character.toUpperCase(point));
    }

    private boolean isUnresolved(AuthorizationRequest request) {
        for (Variable variable : variables) {
            if (variable.resolve(request) == null) {
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
                parts.add(part(start, i));
                start = i + 1;
            }
        }
        parts.add(part(start, tokens.length));
        return parts;
    }

    private Template part(int from, int to) {
        int[] own = Arrays.copyOfRange(tokens, from, to);
        List<Variable> used = new ArrayList<>();
        for (int i = 0; i < own.length; i++) {
            if (own[i] <= FIRST_VARIABLE) {
                used.add(variables[FIRST_VARIABLE - own[i]]);
                own[i] = variableToken(used.size() - 1);
            }
        }
        return of(own, used);
    }
}
