package dev.gatehouse.web.wire.operation;

import dev.gatehouse.web.wire.model.Input;
import java.net.InetAddress;

/**
 * One call of an operation, authorised and valid.
 *
 * @param input what the caller sent
 * @param directories where pools are found
 * @param client the address of the caller
 */
public record Call(Input input, Directories directories, InetAddress client) {
    @Override
    public String toString() {
        return "Call[redacted]";
    }
}
