package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns what is left of a policy set into prefixes and keys. Every text that a pattern names, plain or before its first
 * wildcard, is a place where the answer can change; the policies are asked at each such place and just beyond it. A
 * pattern with more than one {@code *} at its end counts as none of its prefix for what is sure and as all of it for
 * what is possible.
 */
final class PrefixPlan {
    /** Texts times rules and patterns: a few tenths of a second. */
    private static final long MAX_WORK = 1L << 24;

    private final Map<GlobSet, Shape> shapes = new HashMap<>();
    private final Set<String> texts = new HashSet<>();
    private final Residuals rules;
    private final String base;
    private long patterns;

    /** A set of patterns seen from a base: whole texts, whole prefixes, and prefixes of which only a part matches. */
    private record Shape(boolean complement, Set<String> texts, List<String> prefixes, List<String> parts) {
        boolean holds(String text, boolean beyond, boolean most) {
            boolean found = (!beyond && texts.contains(text))
                    || startsWithAny(text, prefixes)
                    || (most != complement && startsWithAny(text, parts));
            return found != complement;
        }

        private static boolean startsWithAny(String text, List<String> prefixes) {
            for (String prefix : prefixes) {
                if (text.startsWith(prefix)) {
                    return true;
                }
            }
            return false;
        }
    }

    private PrefixPlan(Residuals rules, String base) {
        this.rules = rules;
        this.base = base;
    }

    /** Returns the keys, as what follows {@code base} in the texts that the rules are about. */
    static KeyPrefixes of(Residuals rules, String base) {
        return new PrefixPlan(rules, base).plan();
    }

    private KeyPrefixes plan() {
        for (Residual residual : rules.all()) {
            patterns++;
            residual.sure().sets().forEach(this::learn);
            residual.possible().sets().forEach(this::learn);
            if (texts.size() * patterns > MAX_WORK) {
                PrefixSet everything = PrefixSet.of(List.of(), key -> true, key -> true);
                PrefixSet nothing = PrefixSet.of(List.of(), key -> false, key -> false);
                return new KeyPrefixes.NeedsCheck(everything, nothing);
            }
        }
        Residuals at = seen(false);
        Residuals beyond = seen(true);
        PrefixSet possible =
                PrefixSet.of(texts, text -> at.test(text) != Answer.DENIED, text -> beyond.test(text) != Answer.DENIED);
        PrefixSet sure = PrefixSet.of(
                texts, text -> at.test(text) == Answer.ALLOWED, text -> beyond.test(text) == Answer.ALLOWED);
        return possible.equals(sure) ? new KeyPrefixes.Exact(sure) : new KeyPrefixes.NeedsCheck(possible, sure);
    }

    private Residuals seen(boolean beyond) {
        return rules.with(
                residual -> text -> holds(residual.sure(), text, beyond, false),
                residual -> text -> holds(residual.possible(), text, beyond, true));
    }

    private boolean holds(Region region, String text, boolean beyond, boolean most) {
        for (GlobSet set : region.sets()) {
            Shape shape = shapes.get(set);
            if (shape == null || !shape.holds(text, beyond, most)) {
                return false;
            }
        }
        return true;
    }

    private void learn(GlobSet set) {
        if (shapes.containsKey(set)) {
            return;
        }
        Shape shape = new Shape(set.isComplement(), new HashSet<>(), new ArrayList<>(), new ArrayList<>());
        for (Glob glob : set.globs()) {
            for (Glob rest : glob.after(base)) {
                patterns++;
                texts.add(rest.prefix());
                if (rest.isLiteral()) {
                    shape.texts().add(rest.prefix());
                } else {
                    (rest.isPrefixOnly() ? shape.prefixes() : shape.parts()).add(rest.prefix());
                }
            }
        }
        shapes.put(set, shape);
    }
}
