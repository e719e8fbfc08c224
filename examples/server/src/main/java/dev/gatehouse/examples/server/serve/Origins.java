package dev.gatehouse.examples.server.serve;

import dev.gatehouse.examples.server.config.ConfigException;
import dev.gatehouse.examples.server.config.ServerSettings;
import java.net.URI;

/** By what clients reach a server that is not told its public origin. */
public final class Origins {
    private Origins() {}

    static URI of(String address, int port) {
        String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        return URI.create("http://" + host + ":" + port);
    }

    /**
     * Returns the origin of the server of a configuration, without starting it.
     *
     * @throws ConfigException if only a start can tell it
     */
    public static URI of(ServerSettings settings) {
        return settings.publicOrigin().orElseGet(() -> {
            if (settings.port() == 0 && !settings.referenceIssuer()) {
                throw new ConfigException("The issuer is not known, since listen.port is 0 and public.origin is empty:"
                        + " set one of them.");
            }
            return of(settings.listenAddress(), settings.port());
        });
    }
}
