package dev.gatehouse.userpool.directory;

import dev.gatehouse.PoolId;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.internal.setting.Members;
import dev.gatehouse.spi.store.Setting;
import java.util.Map;

/** The row that says which pool a client is of. */
final class IndexCodec {
    private IndexCodec() {}

    static String write(PoolId pool) {
        return Json.write(Map.of("pool", pool.value()));
    }

    static PoolId read(Setting setting) {
        try {
            return new PoolId(Members.text(Json.parseObject(setting.body(), Setting.MAX_BODY_CHARS), "pool"));
        } catch (JsonException | IllegalArgumentException e) {
            throw new StoreException("a stored client's pool is not readable", e);
        }
    }
}
