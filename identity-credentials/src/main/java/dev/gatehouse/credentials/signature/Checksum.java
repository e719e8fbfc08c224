package dev.gatehouse.credentials.signature;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The checksums that S3 clients send, by the header that carries them in base64. */
enum Checksum {
    CRC32("x-amz-checksum-crc32"),
    CRC32C("x-amz-checksum-crc32c"),
    CRC64NVME("x-amz-checksum-crc64nvme"),
    SHA1("x-amz-checksum-sha1"),
    SHA256("x-amz-checksum-sha256"),
    MD5("content-md5");

    private final String header;

    Checksum(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }

    static @Nullable Checksum ofHeader(String lowerCaseName) {
        for (Checksum checksum : values()) {
            if (checksum.header.equals(lowerCaseName)) {
                return checksum;
            }
        }
        return null;
    }

    /** Starts a computation. Not thread-safe. */
    Running start() {
        return switch (this) {
            case CRC32 -> new OfCrc(new CRC32(), Integer.BYTES);
            case CRC32C -> new OfCrc(new CRC32C(), Integer.BYTES);
            case CRC64NVME -> new OfCrc(new Crc64Nvme(), Long.BYTES);
            case SHA1 -> new OfDigest(Hashes.digest("SHA-1"));
            case SHA256 -> new OfDigest(Hashes.digest("SHA-256"));
            case MD5 -> new OfDigest(Hashes.digest("MD5"));
        };
    }

    /** A computation under way. */
    interface Running {
        void update(byte[] bytes, int offset, int length);

        byte[] value();
    }

    private record OfCrc(java.util.zip.Checksum crc, int width) implements Running {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            crc.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            return width == Long.BYTES
                    ? ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array()
                    : ByteBuffer.allocate(Integer.BYTES)
                            .putInt((int) crc.getValue())
                            .array();
        }
    }

    private record OfDigest(MessageDigest digest) implements Running {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            return digest.digest();
        }
    }
}
