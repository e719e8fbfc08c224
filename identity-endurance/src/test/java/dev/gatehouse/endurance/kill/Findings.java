package dev.gatehouse.endurance.kill;

import java.util.ArrayList;
import java.util.List;

/** What went wrong on one engine. Used by one thread. */
final class Findings {
    final List<String> lost = new ArrayList<>();
    final List<String> doubled = new ArrayList<>();
    final List<String> blocked = new ArrayList<>();
    int kills;
    int acknowledged;
    /** Unacknowledged steps that were found done or half done: shows that the kills struck in the middle. */
    int struck;

    void expect(boolean holds, List<String> list, String what) {
        if (!holds) {
            list.add(what);
        }
    }

    String summary() {
        return "kills " + kills + ", acknowledged operations " + acknowledged + ", lost " + lost.size() + ", doubled "
                + doubled.size() + ", blocked " + blocked.size() + ", struck in the middle " + struck;
    }
}
