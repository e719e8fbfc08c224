package dev.gatehouse.testkit;

import dev.gatehouse.spi.DeliveryException;
import dev.gatehouse.spi.message.Message;
import dev.gatehouse.spi.message.MessageSender;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Keeps every message instead of sending it. Thread-safe. */
public final class RecordingSender implements MessageSender {
    private final List<Message> sent = new ArrayList<>();
    private int failures;

    /** Makes a sender with an empty inbox. */
    public RecordingSender() {}

    @Override
    public synchronized void send(Message message) {
        if (failures > 0) {
            failures--;
            throw new DeliveryException("refused by the test");
        }
        sent.add(message);
    }

    /** Makes the next {@code count} messages fail. */
    public synchronized void failNext(int count) {
        failures = count;
    }

    /** Returns all messages, oldest first. */
    public synchronized List<Message> all() {
        return List.copyOf(sent);
    }

    /** Returns the messages to one address, oldest first. */
    public synchronized List<Message> to(String destination) {
        return sent.stream().filter(m -> m.destination().equals(destination)).toList();
    }

    /**
     * Returns the code of the newest message to an address that carries one.
     *
     * @throws NoSuchElementException if there is none
     */
    public synchronized String lastCode(String destination) {
        for (int i = sent.size() - 1; i >= 0; i--) {
            Message message = sent.get(i);
            if (message.destination().equals(destination) && message.code().isPresent()) {
                return message.code().get().use(String::new);
            }
        }
        throw new NoSuchElementException("no message with a code");
    }

    /** Forgets all messages. */
    public synchronized void clear() {
        sent.clear();
    }
}
