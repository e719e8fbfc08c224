package dev.gatehouse.examples.server.serve;

import dev.gatehouse.PoolId;
import dev.gatehouse.examples.server.house.House;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two documents at each user pool's issuer. */
final class Issuers implements HttpHandler {
    private static final Pattern PATH =
            Pattern.compile("/([\\w-]{1,44}_[0-9a-zA-Z]{1,10})/\\.well-known/(jwks\\.json|openid-configuration)");

    private final House house;

    Issuers(House house) {
        this.house = house;
    }

    static boolean speaks(HttpRequest request) {
        return PATH.matcher(request.path()).matches();
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        Matcher matcher = PATH.matcher(request.path());
        if (!matcher.matches()) {
            return HttpResponse.empty(404);
        }
        return house.userPools()
                .pool(new PoolId(matcher.group(1)))
                .fold(pool -> HttpResponse.text(200, "application/json", pool.jwks()), refusal -> HttpResponse.empty(404));
    }
}
