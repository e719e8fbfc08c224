package dev.gatehouse.userpool.maintenance;

/** What one run of maintenance did. Immutable. */
public final class MaintenanceReport {
    private final int messagesSent;
    private final int messagesDropped;
    private final int messagesFailed;
    private final int deletionsFinished;
    private final int claimsReleased;
    private final int authenticatorsRemoved;
    private final int entriesRemoved;
    private final int valuesResealed;
    private final int rowsSwept;

    MaintenanceReport(Counts counts) {
        this.messagesSent = counts.messagesSent;
        this.messagesDropped = counts.messagesDropped;
        this.messagesFailed = counts.messagesFailed;
        this.deletionsFinished = counts.deletionsFinished;
        this.claimsReleased = counts.claimsReleased;
        this.authenticatorsRemoved = counts.authenticatorsRemoved;
        this.entriesRemoved = counts.entriesRemoved;
        this.valuesResealed = counts.valuesResealed;
        this.rowsSwept = counts.rowsSwept;
    }

    /** Counters of a run that goes on. Not thread-safe. */
    static final class Counts {
        int messagesSent;
        int messagesDropped;
        int messagesFailed;
        int deletionsFinished;
        int claimsReleased;
        int authenticatorsRemoved;
        int entriesRemoved;
        int valuesResealed;
        int rowsSwept;
    }

    /** Returns how many messages the sender took. */
    public int messagesSent() {
        return messagesSent;
    }

    /** Returns how many messages nobody should get any more. */
    public int messagesDropped() {
        return messagesDropped;
    }

    /** Returns how many messages wait for another try. */
    public int messagesFailed() {
        return messagesFailed;
    }

    /** Returns how many deletions were brought to their end. */
    public int deletionsFinished() {
        return deletionsFinished;
    }

    /** Returns how many claims that nobody honours were released. */
    public int claimsReleased() {
        return claimsReleased;
    }

    /** Returns how many authenticators of users that never came to be were removed. */
    public int authenticatorsRemoved() {
        return authenticatorsRemoved;
    }

    /** Returns how many entries of groups' lists were removed whose user is not in the group. */
    public int entriesRemoved() {
        return entriesRemoved;
    }

    /** Returns how many token families were sealed again under the current master key. */
    public int valuesResealed() {
        return valuesResealed;
    }

    /** Returns how many expired rows were swept, of all pools in these stores. */
    public int rowsSwept() {
        return rowsSwept;
    }

    @Override
    public String toString() {
        return "MaintenanceReport[sent " + messagesSent + ", dropped " + messagesDropped + ", failed " + messagesFailed
                + ", deletions " + deletionsFinished + ", claims " + claimsReleased + ", authenticators "
                + authenticatorsRemoved + ", entries " + entriesRemoved + ", resealed " + valuesResealed + ", swept "
                + rowsSwept + "]";
    }
}
