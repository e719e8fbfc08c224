package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The judge is judged: histories that are known to be right or wrong. Times are written [from..to]. */
class LinearizabilityTest {
    private static final WriteId A = Samples.write(1);
    private static final WriteId B = Samples.write(2);
    private static final WriteId C = Samples.write(3);

    private final List<Call> calls = new ArrayList<>();

    private void call(int from, int to, Ask ask, Object answer) {
        calls.add(new Call("t", ask, from, to, answer));
    }

    private void pending(int from, Ask ask) {
        calls.add(new Call("t", ask, from, Call.NEVER, null));
    }

    private static Ask insert(WriteId write) {
        return new Ask.Insert("by " + write, write);
    }

    private static Ask replace(WriteId expected, WriteId write) {
        return new Ask.Replace(expected, "by " + write, write);
    }

    private void finds(int from, int to, @Nullable WriteId write) {
        call(from, to, new Ask.Find(), Optional.ofNullable(write).map(w -> new Versioned<>("by " + w, w)));
    }

    private Optional<String> violation() {
        return new Linearizability(calls, 100_000).violation();
    }

    private void isRight() {
        assertThat(violation()).isEmpty();
    }

    private void isWrong() {
        assertThat(violation()).isPresent();
    }

    @Nested
    class Wrong {
        @Test
        void twoWinnersOfAnInsert() {
            call(1, 4, insert(A), true);
            call(2, 3, insert(B), true);
            isWrong();
        }

        @Test
        void twoWinnersOfAReplace() {
            call(1, 2, insert(A), true);
            call(3, 6, replace(A, B), true);
            call(4, 5, replace(A, C), true);
            isWrong();
        }

        @Test
        void aLostUpdate() {
            call(1, 2, insert(A), true);
            call(3, 4, replace(A, B), true);
            finds(5, 6, A);
            isWrong();
        }

        @Test
        void aStaleReadAfterAnAcknowledgement() {
            call(1, 2, insert(A), true);
            finds(3, 4, null);
            isWrong();
        }

        @Test
        void aReadThatGoesBack() {
            call(1, 2, insert(A), true);
            call(3, 10, replace(A, B), true);
            finds(4, 5, B);
            finds(6, 7, A);
            isWrong();
        }

        @Test
        void aRefusalWithoutAReason() {
            call(1, 2, insert(A), false);
            isWrong();
        }

        @Test
        void aDeletedRowThatIsStillThere() {
            call(1, 2, insert(A), true);
            call(3, 4, new Ask.Delete(A), true);
            finds(5, 6, A);
            isWrong();
        }

        @Test
        void aDeleteThatRemovesAnothersWrite() {
            call(1, 2, insert(A), true);
            call(3, 4, replace(A, B), true);
            call(5, 6, new Ask.Delete(A), true);
            finds(7, 8, null);
            isWrong();
        }

        @Test
        void anUnknownWriteThatComesAndGoes() {
            pending(1, insert(A));
            finds(2, 3, A);
            finds(4, 5, null);
            isWrong();
        }

        @Test
        void anUnknownWriteBeforeItsCall() {
            finds(1, 2, A);
            pending(3, insert(A));
            isWrong();
        }

        @Test
        void aRepeatWithASecondEffect() {
            call(1, 2, insert(A), true);
            call(3, 4, replace(A, B), true);
            call(5, 6, replace(B, C), true);
            call(7, 8, replace(A, B), true);
            isWrong();
        }

        @Test
        void aCodeThatIsTakenTwice() {
            OneTime code = Samples.oneTime();
            Versioned<OneTime> found = new Versioned<>(code, A);
            call(1, 2, new Ask.Insert(code, A), true);
            call(3, 6, new Ask.Take(found, B), true);
            call(4, 5, new Ask.Take(found, C), true);
            isWrong();
        }

        @Test
        void aRevokedFamilyThatIsRotated() {
            call(1, 2, new Ask.Insert(Samples.family(), A), true);
            call(3, 4, new Ask.Revoke(), true);
            call(5, 6, new Ask.Replace(A, Samples.family(), B), true);
            isWrong();
        }

        @Test
        void aRevocationThatIsUndone() {
            call(1, 2, new Ask.Insert(Samples.family(), A), true);
            call(3, 4, new Ask.Revoke(), true);
            call(5, 6, new Ask.Find(), Optional.of(new Versioned<>(Samples.family(), A)));
            isWrong();
        }

        @Test
        void aSweepOfALivingRow() {
            OneTime code = Samples.oneTime();
            call(1, 2, new Ask.Insert(code, A), true);
            pending(3, new Ask.Sweep(Samples.NOW, value -> Optional.of(((OneTime) value).expiresAt())));
            call(4, 5, new Ask.Find(), Optional.empty());
            isWrong();
        }
    }

    @Nested
    class Right {
        @Test
        void nothing() {
            isRight();
        }

        @Test
        void oneWinnerOfTwo() {
            call(1, 4, insert(A), false);
            call(2, 3, insert(B), true);
            finds(5, 6, B);
            isRight();
        }

        @Test
        void aReadThatOverlapsAWriteMaySeeEither() {
            call(1, 2, insert(A), true);
            call(3, 8, replace(A, B), true);
            finds(4, 5, A);
            finds(6, 7, B);
            isRight();
        }

        @Test
        void anUnknownWriteThatNeverHappened() {
            pending(1, insert(A));
            finds(2, 3, null);
            call(4, 5, insert(B), true);
            finds(6, 7, B);
            isRight();
        }

        @Test
        void anUnknownWriteThatHappensLate() {
            pending(1, insert(A));
            finds(2, 3, null);
            finds(4, 5, A);
            isRight();
        }

        @Test
        void anUnknownWriteThatHappensBetweenTwoOthers() {
            call(1, 2, insert(A), true);
            pending(3, replace(A, B));
            finds(4, 5, A);
            call(6, 7, replace(A, C), false);
            finds(8, 9, B);
            isRight();
        }

        @Test
        void aRepeatOfAnUnknownWrite() {
            pending(1, insert(A));
            call(2, 3, insert(A), true);
            call(4, 5, insert(A), true);
            call(6, 7, replace(A, B), true);
            call(8, 9, insert(A), false);
            finds(10, 11, B);
            isRight();
        }

        @Test
        void aRepeatThatPutsADeletedRowBack() {
            call(1, 2, insert(A), true);
            call(3, 8, new Ask.Delete(A), true);
            call(4, 5, insert(A), true);
            call(6, 9, insert(A), true);
            finds(10, 11, A);
            isRight();
        }

        @Test
        void aRevocationThatRacesWithARotation() {
            TokenFamily next = Samples.family().toBuilder().generation(2).build();
            call(1, 2, new Ask.Insert(Samples.family(), A), true);
            call(3, 6, new Ask.Replace(A, next, B), true);
            call(4, 5, new Ask.Revoke(), true);
            call(
                    7,
                    8,
                    new Ask.Find(),
                    Optional.of(new Versioned<>(next.toBuilder().revoked(true).build(), C)));
            isRight();
        }

        @Test
        void aSweepOfAnExpiredRow() {
            OneTime code =
                    Samples.oneTime().toBuilder().expiresAt(Instant.EPOCH).build();
            call(1, 2, new Ask.Insert(code, A), true);
            pending(3, new Ask.Sweep(Samples.NOW, value -> Optional.of(((OneTime) value).expiresAt())));
            call(4, 5, new Ask.Find(), Optional.empty());
            isRight();
        }

        @Test
        void tenThousandCallsOfOneRow() {
            call(1, 2, insert(Samples.write(0)), true);
            for (int n = 1; n < 10_000; n++) {
                call(2 * n + 1, 2 * n + 4, replace(Samples.write(n - 1), Samples.write(n)), true);
            }
            isRight();
        }
    }

    @Test
    void anExplanationNamesTheCallsThatNothingExplains() {
        call(1, 2, insert(A), true);
        call(3, 4, insert(B), true);

        assertThat(violation().orElseThrow()).contains("! [3..4]").contains("  [1..2]");
    }

    @Test
    void whatCannotBeDecidedIsNotAnAnswer() {
        for (int n = 0; n < 12; n++) {
            pending(1, insert(Samples.write(n)));
            pending(1, new Ask.Delete(Samples.write(n)));
        }
        finds(2, 3, Samples.write(99));

        assertThatThrownBy(() -> new Linearizability(calls, 1_000).violation())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("undecided after 1000 steps");
    }
}
