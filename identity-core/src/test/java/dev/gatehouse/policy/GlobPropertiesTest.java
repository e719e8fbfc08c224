package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Patterns as sets of texts, against all texts of up to five letters. */
class GlobPropertiesTest {
    private static final List<String> WORDS = words();

    private static List<String> words() {
        List<String> words = new ArrayList<>(List.of(""));
        for (int i = 0; i < words.size() && words.get(i).length() < 5; i++) {
            for (char c : "abz".toCharArray()) {
                words.add(words.get(i) + c);
            }
        }
        return words;
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?").ofMaxLength(5);
    }

    private static Glob glob(String pattern) throws MalformedPolicyException {
        return Glob.of(TemplateParser.parse(pattern, "policy", true, false), AuthorizationRequest.NONE, key -> false);
    }

    @Property(tries = 1000)
    void containsAndOverlapsSpeakForEveryText(@ForAll("patterns") String one, @ForAll("patterns") String two)
            throws Exception {
        Glob left = glob(one);
        Glob right = glob(two);
        boolean shared = false;
        boolean all = true;
        for (String word : WORDS) {
            boolean inLeft = ReferenceEvaluator.glob(one, word);
            boolean inRight = ReferenceEvaluator.glob(two, word);
            assertThat(left.matches(word)).isEqualTo(inLeft);
            shared |= inLeft && inRight;
            all &= inLeft || !inRight;
        }
        String common = left.common(right);

        if (left.contains(right)) {
            assertThat(all).isTrue();
        } else if (one.indexOf('?') < 0) {
            assertThat(all && two.length() < 4).isFalse();
        }
        assertThat(left.overlaps(right) || !shared).isTrue();
        assertThat(common != null).isEqualTo(left.overlaps(right));
        if (common != null) {
            assertThat(left.matches(common) && right.matches(common)).isTrue();
        }
    }

    @Property(tries = 1000)
    void whatFollowsABaseIsExact(@ForAll("patterns") String pattern, @ForAll("bases") String base) throws Exception {
        List<Glob> rest = glob(pattern).after(base);

        for (String word : WORDS) {
            assertThat(rest.stream().anyMatch(each -> each.matches(word)))
                    .isEqualTo(ReferenceEvaluator.glob(pattern, base + word));
        }
    }

    @Provide
    Arbitrary<String> bases() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(3);
    }

    @Property(tries = 300)
    void aSampleIsAMatch(@ForAll("patterns") String pattern) throws Exception {
        assertThat(ReferenceEvaluator.glob(pattern, glob(pattern).sample("bb"))).isTrue();
        assertThat(ReferenceEvaluator.glob(pattern, glob(pattern).sample(""))).isTrue();
    }
}
