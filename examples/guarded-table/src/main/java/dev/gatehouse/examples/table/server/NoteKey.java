package dev.gatehouse.examples.table.server;

import java.util.Comparator;

/**
 * The primary key of a row.
 *
 * @param owner the partition key: the identity id of whom the row belongs to
 * @param note the sort key
 */
record NoteKey(String owner, String note) implements Comparable<NoteKey> {
    private static final Comparator<NoteKey> ORDER =
            Comparator.comparing(NoteKey::owner).thenComparing(NoteKey::note);

    @Override
    public int compareTo(NoteKey other) {
        return ORDER.compare(this, other);
    }
}
