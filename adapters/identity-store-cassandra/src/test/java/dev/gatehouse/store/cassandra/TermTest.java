package dev.gatehouse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TermTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.500Z");

    @Test
    void whatNeverExpiresStands() {
        Term term = Term.of(Optional.empty(), NOW);
        assertThat(term.ends()).isFalse();
        assertThat(term.ttl()).isZero();
        assertThat(term.hour()).isZero();
        assertThat(term.hourTtl()).isZero();
        assertThat(term.swept()).isEmpty();
    }

    @Test
    void whatExpiresFarAheadStandsAndIsSwept() {
        Optional<Instant> far = Optional.of(NOW.plus(Term.FARTHEST));
        Term term = Term.of(far, NOW);
        assertThat(term.ends()).isFalse();
        assertThat(term.swept()).isEqualTo(far);
    }

    @Test
    void whatHasExpiredLongAgoStaysAMinute() {
        assertThat(Term.of(Optional.of(Instant.EPOCH), NOW).ttl()).isEqualTo(60);
    }

    @Property
    void aRowOutlivesItsExpiryBySeventeenMinutesAndItsEntryOutlivesTheRow(
            @ForAll @LongRange(max = 400 * 86_400_000L - 1) long millis) {
        Instant expiry = NOW.plusMillis(millis);
        Term term = Term.of(Optional.of(expiry), NOW);
        assertThat(term.ends()).isTrue();
        assertThat(NOW.plusSeconds(term.ttl()))
                .isBetween(expiry.plus(Term.AFTER), expiry.plus(Term.AFTER).plusSeconds(2));
        assertThat(term.hourTtl()).isGreaterThanOrEqualTo(term.ttl());
        assertThat(term.hourTtl() - term.ttl())
                .isLessThanOrEqualTo((int) Duration.ofHours(1).toSeconds() + 1);
        assertThat(term.swept()).isEmpty();
    }
}
