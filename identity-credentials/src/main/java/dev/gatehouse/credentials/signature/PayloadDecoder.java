package dev.gatehouse.credentials.signature;

import java.io.IOException;
import java.util.Map;

/** Turns the bytes on the wire into the bytes of the body, and answers "end" only if every signature held. */
interface PayloadDecoder {
    /** Reads 1 to {@code length} bytes, or returns -1 at the verified end. */
    int read(byte[] into, int offset, int length) throws IOException;

    /** Returns the checksums that the trailer brought; complete after the end. */
    Map<Checksum, String> trailer();
}
