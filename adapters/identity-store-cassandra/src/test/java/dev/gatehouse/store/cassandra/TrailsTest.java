package dev.gatehouse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.WriteId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrailsTest {
    private static final String ROW = "aliases pool USERNAME alice";

    @Test
    void aTrailNamesTheLastFourWritesAndSaysThatThereMayBeMore() {
        Trails trails = new Trails();
        List<String> writes = new ArrayList<>();
        String present = Rows.write().value();
        trails.learn(ROW, present, null);
        for (int i = 0; i < 6; i++) {
            writes.add(0, present);
            String trail = trails.after(ROW, present);
            int length = Math.min(writes.size(), 4);
            assertThat(trail).startsWith(String.join(" ", writes.subList(0, length)));
            assertThat(Trails.isComplete(trail)).isEqualTo(i < 4);
            assertThat(Trails.contains(trail, present)).isTrue();
            present = Rows.write().value();
            assertThat(Trails.contains(trail, present)).isFalse();
            trails.learn(ROW, present, trail);
        }
    }

    @Test
    void whatWasNeverReadOrWasForgottenMakesTheTrailOpenAndNeverWrong() {
        Trails trails = new Trails();
        WriteId first = Rows.write();
        assertThat(trails.after(ROW, first.value())).isEqualTo(first + " ?");
        trails.learn(ROW, first.value(), null);
        assertThat(trails.after(ROW, first.value())).isEqualTo(first.value());
        for (int i = 0; i < 20_000; i++) {
            trails.learn(ROW, Rows.write().value(), null);
        }
        assertThat(Trails.isComplete(trails.after(ROW, first.value()))).isFalse();
    }

    /** Else a delete of unknown outcome that meets the next row cannot tell whether it made room for it. */
    @Test
    void aDeleteIsInTheTrailOfTheRowThatComesNext() {
        Trails trails = new Trails();
        String first = Rows.write().value();
        trails.learn(ROW, first, null);
        String delete = Rows.write().value();
        String left = trails.afterDelete(ROW, delete, first);
        assertThat(left).isEqualTo(delete + " " + first);
        Decision next = new Decision(false, true, Rows.write().value(), left, 1, "", false);
        assertThat(next.removed(delete)).isTrue();
        assertThat(next.removed(Rows.write().value())).isFalse();
        assertThat(next.follows(first)).isTrue();
        Decision sure = new Decision(false, false, Rows.write().value(), left, 1, "", false);
        assertThat(sure.removed(delete)).isFalse();
    }

    /** A flow may write rows of several stores under one id. */
    @Test
    void theSameWriteOfAnotherRowHasATrailOfItsOwn() {
        Trails trails = new Trails();
        String write = Rows.write().value();
        trails.learn(ROW, write, null);
        trails.learn("users pool u1", write, Rows.write().value());
        assertThat(trails.after(ROW, write)).isEqualTo(write);
        assertThat(Trails.isComplete(trails.after("attempts pool u1", write))).isFalse();
    }

    @Test
    void aRowWithoutATrailHasACompleteOne() {
        assertThat(Trails.isComplete(null)).isTrue();
        assertThat(Trails.contains(null, Rows.write().value())).isFalse();
    }
}
