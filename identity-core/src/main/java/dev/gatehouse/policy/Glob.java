package dev.gatehouse.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A pattern without variables: a set of texts that can be compared with other such sets. */
final class Glob {
    /** Comparing two patterns takes the product of their lengths; beyond this the answer is the careful one. */
    private static final int MAX_PRODUCT = 1 << 17;

    private static final Template.Variable[] NO_VARIABLES = {};
    private static final int FILLER = 'z';

    private final int[] tokens;
    private final int plain;
    private final String prefix;

    private Glob(int[] tokens) {
        this.tokens = tokens;
        int count = 0;
        while (count < tokens.length && tokens[count] >= 0) {
            count++;
        }
        this.plain = count;
        this.prefix = new String(tokens, 0, count);
    }

    static Glob literal(String text) {
        return new Glob(text.codePoints().toArray());
    }

    /** Returns all texts that start with {@code prefix}. */
    static Glob startingWith(String prefix) {
        int[] points = prefix.codePoints().toArray();
        int[] tokens = Arrays.copyOf(points, points.length + 1);
        tokens[points.length] = Wildcard.ANY;
        return new Glob(tokens);
    }

    /** Returns the template with the values of {@code request} filled in and {@code *} for each open variable. */
    static Glob of(Template template, AuthorizationRequest request, Predicate<String> open) {
        List<Template.Variable> variables = template.variables();
        int[] out = new int[template.tokens().length + 16];
        int length = 0;
        for (int token : template.tokens()) {
            int[] added = {token};
            if (token <= Template.FIRST_VARIABLE) {
                Template.Variable variable = variables.get(Template.FIRST_VARIABLE - token);
                added = open.test(variable.key())
                        ? new int[] {Wildcard.ANY}
                        : variable.text(request).codePoints().toArray();
            }
            if (out.length < length + added.length) {
                out = Arrays.copyOf(out, 2 * (length + added.length));
            }
            for (int point : added) {
                out[length++] = point;
            }
        }
        return new Glob(normal(Arrays.copyOf(out, length)));
    }

    /** Each run of wildcards becomes its {@code ?}s, then one {@code *} if it has any. */
    private static int[] normal(int[] tokens) {
        int[] out = new int[tokens.length];
        int length = 0;
        boolean any = false;
        for (int token : tokens) {
            if (token == Wildcard.ANY) {
                any = true;
                continue;
            }
            if (any && token >= 0) {
                out[length++] = Wildcard.ANY;
                any = false;
            }
            out[length++] = token;
        }
        if (any) {
            out[length++] = Wildcard.ANY;
        }
        return Arrays.copyOf(out, length);
    }

    /** Returns the text that every match starts with. */
    String prefix() {
        return prefix;
    }

    boolean isLiteral() {
        return plain == tokens.length;
    }

    /** Returns whether the pattern is its prefix and one {@code *}. */
    boolean isPrefixOnly() {
        return plain + 1 == tokens.length && tokens[plain] == Wildcard.ANY;
    }

    /** Allocates nothing. */
    boolean matches(String text) {
        if (!text.startsWith(prefix)) {
            return false;
        }
        if (isLiteral()) {
            return text.length() == prefix.length();
        }
        return isPrefixOnly()
                || Wildcard.matches(tokens, plain, NO_VARIABLES, text, prefix.length(), text.length(), null);
    }

    /**
     * Returns whether every match of {@code other} is one of this. Never wrongly true; wrongly false at most where a
     * {@code ?} of this meets a {@code *} of the other.
     */
    boolean contains(Glob other) {
        if (isLiteral()) {
            return Arrays.equals(tokens, other.tokens);
        }
        int at = 0;
        int here = 0;
        int star = -1;
        int mark = 0;
        while (here < other.tokens.length) {
            int token = other.tokens[here];
            if (at < tokens.length && tokens[at] == Wildcard.ANY) {
                star = ++at;
                mark = here;
            } else if (at < tokens.length
                    && (tokens[at] == token || (tokens[at] == Wildcard.ONE && token != Wildcard.ANY))) {
                at++;
                here++;
            } else if (star >= 0) {
                at = star;
                here = ++mark;
            } else {
                return false;
            }
        }
        while (at < tokens.length && tokens[at] == Wildcard.ANY) {
            at++;
        }
        return at == tokens.length;
    }

    /** Returns whether both have a match in common; never wrongly false. */
    boolean overlaps(Glob other) {
        if (!prefix.startsWith(other.prefix) && !other.prefix.startsWith(prefix)) {
            return false;
        }
        if (isLiteral()) {
            return other.matches(prefix);
        }
        if (other.isLiteral()) {
            return matches(other.prefix);
        }
        return isTooLong(other) || common(other) != null;
    }

    private boolean isTooLong(Glob other) {
        return (long) (tokens.length + 1) * (other.tokens.length + 1) > MAX_PRODUCT;
    }

    /** Returns a shortest match of both, or null if there is none or the patterns are too long to say. */
    @Nullable
    String common(Glob other) {
        if (isTooLong(other)) {
            return null;
        }
        int width = other.tokens.length + 1;
        int goal = tokens.length * width + other.tokens.length;
        int[] from = new int[goal + 1];
        int[] emitted = new int[goal + 1];
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        from[0] = -1;
        BitSet seen = new BitSet(goal + 1);
        seen.set(0);
        while (!open.isEmpty() && !seen.get(goal)) {
            int state = open.remove();
            int mine = token(tokens, state / width);
            int theirs = token(other.tokens, state % width);
            int point = agreed(mine, theirs);
            int[][] steps = {
                {mine == Wildcard.ANY ? state + width : -1, -1},
                {theirs == Wildcard.ANY ? state + 1 : -1, -1},
                {point < 0 ? -1 : state + (mine == Wildcard.ANY ? 0 : width) + (theirs == Wildcard.ANY ? 0 : 1), point}
            };
            for (int[] step : steps) {
                if (step[0] >= 0 && !seen.get(step[0])) {
                    seen.set(step[0]);
                    from[step[0]] = state;
                    emitted[step[0]] = step[1];
                    open.add(step[0]);
                }
            }
        }
        return seen.get(goal) ? spelled(goal, from, emitted) : null;
    }

    private static int token(int[] tokens, int at) {
        return at < tokens.length ? tokens[at] : Integer.MIN_VALUE;
    }

    /** Returns a character that both tokens take where it brings at least one of them forward, or -1. */
    private static int agreed(int mine, int theirs) {
        boolean ended = mine == Integer.MIN_VALUE || theirs == Integer.MIN_VALUE;
        if (ended || (mine == Wildcard.ANY && theirs == Wildcard.ANY)) {
            return -1;
        }
        if (mine >= 0 && theirs >= 0) {
            return mine == theirs ? mine : -1;
        }
        return mine >= 0 ? mine : theirs >= 0 ? theirs : FILLER;
    }

    private static String spelled(int goal, int[] from, int[] emitted) {
        StringBuilder reversed = new StringBuilder();
        for (int state = goal; from[state] >= 0; state = from[state]) {
            if (emitted[state] >= 0) {
                reversed.append(
                        new StringBuilder(2).appendCodePoint(emitted[state]).reverse());
            }
        }
        return reversed.reverse().toString();
    }

    /** Returns a match in which {@code filler} stands for each {@code *}. */
    String sample(String filler) {
        StringBuilder out = new StringBuilder();
        for (int token : tokens) {
            if (token == Wildcard.ANY) {
                out.append(filler);
            } else {
                out.appendCodePoint(token == Wildcard.ONE ? FILLER : token);
            }
        }
        return out.toString();
    }

    /** Returns patterns that together match exactly what follows {@code base} in the matches of this. */
    List<Glob> after(String base) {
        BitSet places = new BitSet(tokens.length + 1);
        places.set(0);
        int[] points = base.codePoints().toArray();
        for (int i = 0; i < points.length && !places.isEmpty(); i++) {
            BitSet next = new BitSet(tokens.length + 1);
            for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
                int token = token(tokens, at);
                if (token == Wildcard.ANY) {
                    next.set(at);
                    places.set(at + 1);
                } else if (token == Wildcard.ONE || token == points[i]) {
                    next.set(at + 1);
                }
            }
            places = next;
        }
        List<Glob> rest = new ArrayList<>();
        places.stream().forEach(at -> rest.add(new Glob(Arrays.copyOfRange(tokens, at, tokens.length))));
        return rest;
    }
}
