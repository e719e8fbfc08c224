package dev.gatehouse.testkit;

import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.key.MasterKeySource;
import java.util.Arrays;
import java.util.Map;

/** One master key that everybody knows. Never for production. Thread-safe. */
public final class FixedMasterKeys implements MasterKeySource {
    /** Makes the source. */
    public FixedMasterKeys() {}

    @Override
    public MasterKeys load() {
        byte[] key = new byte[MasterKeys.KEY_LENGTH];
        Arrays.fill(key, (byte) 0x5a);
        return MasterKeys.of(1, Map.of(1, key));
    }
}
