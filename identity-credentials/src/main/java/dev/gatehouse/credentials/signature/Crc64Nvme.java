package dev.gatehouse.credentials.signature;

import java.util.zip.Checksum;

/**
 * CRC-64/NVME (NVM Express base specification, "64b CRC"): polynomial {@code AD93D23594C93659}, reflected, all ones
 * before and after. Not in the JDK. Not thread-safe.
 */
final class Crc64Nvme implements Checksum {
    private static final long REFLECTED = 0x9A6C9329AC4BC9B5L;
    private static final long[] TABLE = table();

    private long state = -1L;

    @Override
    public void update(int b) {
        state = TABLE[(int) (state ^ b) & 0xff] ^ (state >>> 8);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        long crc = state;
        for (int i = offset; i < offset + length; i++) {
            crc = TABLE[(int) (crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
        }
        state = crc;
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = -1L;
    }

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < 256; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REFLECTED;
            }
            table[i] = crc;
        }
        return table;
    }
}
