package dev.gatehouse.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final List<Function<String, Outcome<?>>> DOORS = List.of(
            Names::username,
            Names::usernameCasePreserved,
            Names::preferredUsername,
            Names::email,
            Names::phoneNumber,
            raw -> Names.password(Secret.of(raw)));

    private static String username(String raw) {
        return Names.username(raw).orElseThrow().value();
    }

    private static String email(String raw) {
        return Names.email(raw)
                .fold(CanonicalName::value, refusal -> refusal.rules().get(0));
    }

    private static List<String> rules(Outcome<?> outcome) {
        Refusal refusal = outcome.asRefusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        return refusal.rules();
    }

    private static int[] points(String text) {
        return text.codePoints().toArray();
    }

    @Nested
    class Rfc8265 {
        @Test
        void section35ExamplesOfUsernames() {
            assertThat(username("juliet@example.com")).isEqualTo("juliet@example.com");
            assertThat(username("fussball")).isEqualTo("fussball");
            assertThat(username("fu\u00DFball")).isEqualTo("fu\u00DFball");
            assertThat(username("\u03C0")).isEqualTo("\u03C0");
            assertThat(username("\u03A3")).isEqualTo("\u03C3");
            assertThat(username("\u03C3")).isEqualTo("\u03C3");
            assertThat(username("\u03C2")).isEqualTo("\u03C2");
            assertThat(rules(Names.username("foo bar"))).containsExactly("name.disallowed-code-point");
            assertThat(rules(Names.username(""))).containsExactly("name.length");
            assertThat(rules(Names.username("henry\u2163"))).containsExactly("name.disallowed-code-point");
            assertThat(rules(Names.username("\u265A"))).containsExactly("name.disallowed-code-point");
        }

        @Test
        void section43ExamplesOfPasswords() {
            for (String valid :
                    List.of("correct horse battery staple", "Correct Horse Battery Staple", "\u03C0\u00DF\u00E5")) {
                assertThat(password(valid)).isEqualTo(valid);
            }
            assertThat(password("Jack of \u2666s")).isEqualTo("Jack of \u2666s");
            assertThat(password("foo\u1680bar")).isEqualTo("foo bar");
            assertThat(rules(Names.password(Secret.of("")))).containsExactly("password.length");
            assertThat(rules(Names.password(Secret.of("my cat is a \tby"))))
                    .containsExactly("name.disallowed-code-point");
        }

        private static String password(String raw) {
            return Names.password(Secret.of(raw)).orElseThrow().use(String::valueOf);
        }
    }

    @Nested
    class Rfc5893 {
        @Test
        void conditionsOfTheBidiRuleHoldOneByOne() {
            assertThat(BidiRule.holds(points("\u05D0\u05D1"))).isTrue();
            assertThat(BidiRule.holds(points("1\u05D0")))
                    .as("1: begins with L, R or AL")
                    .isFalse();
            assertThat(BidiRule.holds(points("\u05D0a"))).as("2: no L in RTL").isFalse();
            assertThat(BidiRule.holds(points("\u05D0-")))
                    .as("3: ends with R, AL, EN or AN")
                    .isFalse();
            assertThat(BidiRule.holds(points("\u05D0\u05B0")))
                    .as("3: marks may follow")
                    .isTrue();
            assertThat(BidiRule.holds(points("\u06271\u0661")))
                    .as("4: not both EN and AN")
                    .isFalse();
            assertThat(BidiRule.holds(points("a\u05D0"))).as("5: no R in LTR").isFalse();
            assertThat(BidiRule.holds(points("a-"))).as("6: ends with L or EN").isFalse();
        }

        @Test
        void section4ExamplesNeedTheRuleForMarksAtTheEnd() {
            // Dhivehi for "computer" and Yiddish for "YIVO", refused by the rule before RFC 5893
            assertThat(email("a@\u0786\u07AE\u0789\u07B0\u0795\u07A9\u0793\u07A6\u0783\u07AA.example"))
                    .contains("@xn--");
            assertThat(email("a@\u05D9\u05D9\u05B4\u05D5\u05D5\u05D0.example")).contains("@xn--");
        }

        @Test
        void everyLabelOfARightToLeftDomainObeys() {
            assertThat(email("a@\u05D0.example")).isEqualTo("a@xn--4db.example");
            assertThat(email("a@1x.\u05D0.example")).isEqualTo("name.bidi");
            assertThat(email("a@1x.example")).isEqualTo("a@1x.example");
        }
    }

    @Nested
    class Emails {
        @Test
        void domainsAreALabelsInLowerCase() {
            assertThat(email("Alice.B@EXAMPLE.Test")).isEqualTo("alice.b@example.test");
            assertThat(email("a@B\u00FCcher.example")).isEqualTo("a@xn--bcher-kva.example");
            assertThat(email("a@XN--BCHER-KVA.example")).isEqualTo("a@xn--bcher-kva.example");
            assertThat(email("a@stra\u00DFe.example")).isEqualTo("a@xn--strae-oqa.example");
            assertThat(email("a@\u4F8B\u3048\u3002\u30C6\u30B9\u30C8")).isEqualTo("a@xn--r8jz45g.xn--zckzah");
            assertThat(email("a@\uFF45xample.test")).isEqualTo("a@example.test");
        }

        @Test
        void whatIsNotADomainIsRefused() {
            for (String domain : List.of(
                    "",
                    ".",
                    "a..b",
                    ".a",
                    "a.",
                    "-a.b",
                    "a-.b",
                    "a_b.c",
                    "ab--c.d",
                    "xn--.b",
                    "xn--a.b",
                    "xn--abc-.b",
                    "xn--99999999999.b",
                    "1.2.3.4",
                    "[1.2.3.4]",
                    "a b.c",
                    "\u0301a.b",
                    "\u2665.b",
                    "a\u200Db.c",
                    "xn--strasse-.b",
                    "a".repeat(64) + ".b",
                    "b@c",
                    "\uD800.b",
                    "\u0345a.b",
                    "a\u00B7.b")) {
                assertThat(email("a@" + domain)).as("%s", domain).matches("email\\.\\w+|name\\.\\S+");
            }
        }

        @Test
        void localPartsAreDotAtomsWithoutLookAlikes() {
            assertThat(email("a+tag=x%y'!#$&*/?^_`{|}~-@b.c")).isEqualTo("a+tag=x%y'!#$&*/?^_`{|}~-@b.c");
            assertThat(email("J\u00D6RG@b.c")).isEqualTo("j\u00F6rg@b.c");
            assertThat(email("mIke@b.c")).isNotEqualTo(email("m\u0131ke@b.c")).isEqualTo("mike@b.c");
            for (String local : List.of(
                    "",
                    ".a",
                    "a.",
                    "a..b",
                    "a b",
                    "\"a\"",
                    "(c)a",
                    "a,b",
                    "a:b",
                    "a;b",
                    "<a>",
                    "a\\b",
                    "[a]",
                    "\u212Aevin",
                    "\uFF41lice",
                    "\uFF20",
                    "\u0301",
                    "a\u0000",
                    "a\u202E",
                    "a\r\nBcc",
                    "a".repeat(65))) {
                assertThat(email(local + "@b.c")).as("%s", local).matches("email\\.\\w+|name\\.\\S+");
            }
        }

        @Test
        void aDomainThatWeAcceptIsTheOneThatIcuMeans() {
            com.ibm.icu.text.IDNA icu = com.ibm.icu.text.IDNA.getUTS46Instance(com.ibm.icu.text.IDNA.USE_STD3_RULES
                    | com.ibm.icu.text.IDNA.CHECK_BIDI
                    | com.ibm.icu.text.IDNA.CHECK_CONTEXTJ
                    | com.ibm.icu.text.IDNA.CHECK_CONTEXTO
                    | com.ibm.icu.text.IDNA.NONTRANSITIONAL_TO_ASCII);
            int accepted = 0;
            for (int point = 0x80; point < 0x30000; point += point < 0x3400 ? 1 : 17) {
                if (point >= 0xD800 && point <= 0xDFFF) {
                    continue;
                }
                String raw = "x" + Character.toString(point) + "y.example";
                Outcome<String> ours = DomainName.canonical(points(raw));
                if (ours.asRefusal().isEmpty()) {
                    var info = new com.ibm.icu.text.IDNA.Info();
                    String theirs =
                            icu.nameToASCII(raw, new StringBuilder(), info).toString();
                    assertThat(ours.orElseThrow()).isEqualTo(theirs);
                    assertThat(info.getErrors()).as(Integer.toHexString(point)).isEmpty();
                    accepted++;
                }
            }
            assertThat(accepted).isGreaterThan(7_000);
        }
    }

    @Test
    void phoneNumbersAreE164InAsciiDigits() {
        assertThat(Names.phoneNumber("+12065550100").orElseThrow().value()).isEqualTo("+12065550100");
        for (String raw : List.of(
                "",
                "+",
                "12065550100",
                "+0206555010",
                "+1206555",
                "+1234567890123456",
                "+1 2065550100",
                "++12065550100",
                "+1206555010a",
                "+1206555010\u0661",
                "+12065550100\n")) {
            assertThat(rules(Names.phoneNumber(raw))).containsExactly("phone.syntax");
        }
    }

    @Test
    void namesThatPassForAddressesAreRecognized() {
        assertThat(List.of("a@b", "alice\uFF20example.test", "a\uFE6Bb")).allMatch(Names::looksLikeEmail);
        assertThat(List.of("", "@", "@alice", "alice@", "alice")).noneMatch(Names::looksLikeEmail);
        assertThat(List.of("+12065550100", "+1 (206) 555-0100", "\uFF0B\uFF11\uFF12\uFF13", "+\u0661\u0662\u0663"))
                .allMatch(Names::looksLikePhoneNumber);
        assertThat(List.of("", "+", "+1", "1234", "+abc", "a+123", "\uD800")).noneMatch(Names::looksLikePhoneNumber);
    }

    @Test
    void usernamesHaveOneTo128CodePoints() {
        assertThat(username("\uD801\uDC28".repeat(128))).hasSize(256);
        assertThat(rules(Names.username("a".repeat(129)))).containsExactly("name.length");
        assertThat(rules(Names.username("a".repeat(513)))).containsExactly("name.length");
        assertThat(rules(Names.username("\u0301a"))).containsExactly("name.leading-mark");
    }

    @Test
    void aPasswordMayHave256CodePointsAndIsNeitherTrimmedNorCut() {
        String longest = " " + "\uD83D\uDE00".repeat(254) + " ";
        Secret prepared = Names.password(Secret.of(longest)).orElseThrow();
        assertThat(prepared.matches(Secret.of(longest))).isTrue();
        assertThat(rules(Names.password(Secret.of(longest + "x")))).containsExactly("password.length");
        assertThat(rules(Names.password(Secret.of("a\uDC00")))).containsExactly("name.unpaired-surrogate");
        assertThat(rules(Names.password(Secret.of("a\uDB43\uDFFF")))).containsExactly("name.unassigned-code-point");
    }

    @Property(tries = 2000)
    void everyCanonicalFormIsItsOwnCanonicalForm(@ForAll("texts") String raw) {
        for (Function<String, Outcome<CanonicalName>> door : List.<Function<String, Outcome<CanonicalName>>>of(
                Names::username, Names::usernameCasePreserved, Names::email, Names::phoneNumber)) {
            Outcome<CanonicalName> first = door.apply(raw);
            first.fold(
                    name -> assertThat(door.apply(name.value())).isEqualTo(first),
                    refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
        }
        Names.password(Secret.of(raw))
                .fold(
                        once -> assertThat(Names.password(once).orElseThrow().matches(once))
                                .isTrue(),
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
    }

    @Property(tries = 500)
    void hostileInputIsRefusedWithoutATraceOfIt(@ForAll("hostile") String bad, @ForAll("texts") String around) {
        String raw = around + bad + "Canary7";
        for (Function<String, Outcome<?>> door : DOORS) {
            Refusal refusal = door.apply(raw).asRefusal().orElseThrow();
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
            assertThat(refusal.rules()).isNotEmpty().allMatch(rule -> rule.matches("[a-z]+\\.[a-z0-9-]+"));
            assertThat(refusal.toString()).doesNotContain("Canary7");
        }
    }

    @Test
    void hugeInputIsRefusedUnread() {
        List<String> huge = List.of(
                "a".repeat(1 << 22), "@".repeat(1 << 20), "\u0301\u0323".repeat(1 << 19), "\uFDFA".repeat(1 << 20));
        assertTimeout(
                Duration.ofSeconds(1),
                () -> huge.forEach(raw -> DOORS.forEach(
                        door -> assertThat(door.apply(raw).asRefusal()).isPresent())));
    }

    @Test
    void theWorstOrderOfMarksStaysWithinTheTimeOfItsSize() {
        String marks = "a" + "\u0301\u0323".repeat(255);
        assertTimeout(
                Duration.ofMillis(500),
                () -> DOORS.forEach(door -> {
                    for (int i = 0; i < 10; i++) {
                        assertThat(door.apply(marks)).isNotNull();
                    }
                }));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> ascii = Arbitraries.strings().withCharRange('!', '~').ofMaxLength(12);
        Arbitrary<String> any = Arbitraries.integers()
                .between(0, UnicodeTable.MAX)
                .map(Character::toString)
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
        Arbitrary<String> addresses = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('A', '.', '\u00FC', '\u0130', '\u03A3', '\uFF21')
                .ofMinLength(1)
                .ofMaxLength(8)
                .tuple2()
                .map(pair -> pair.get1() + "@" + pair.get2());
        Arbitrary<String> words = Arbitraries.strings()
                .withCharRange('\u00C0', '\u0250')
                .withCharRange('\u0370', '\u05EA')
                .withChars('\u0301', '\u0345', '\u1E9E', '\u212A')
                .ofMaxLength(10);
        return Arbitraries.oneOf(ascii, any, addresses, words);
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                "\u0000",
                "\u0007",
                "\r\n",
                "\u007F",
                "\u0085",
                "\u202E",
                "\u2066",
                "\u2028",
                "\uFEFF",
                "\uFFFF",
                "\uD800",
                "\uDC00",
                "\uE000",
                "\uDB43\uDFFF",
                "\uDBFF\uDFFF",
                "\u00AD",
                "\uFFFC\u0000");
    }
}
