/** HTTP faces as functions from request to response, and their bindings to servers. */
module dev.gatehouse.web {
    requires transitive dev.gatehouse.userpool;
    requires transitive dev.gatehouse.credentials;
    requires org.slf4j;
    requires static transitive jakarta.servlet;
    requires static transitive jdk.httpserver;

    exports dev.gatehouse.web.http;
    exports dev.gatehouse.web.jdk;
    exports dev.gatehouse.web.object;
    exports dev.gatehouse.web.servlet;
    exports dev.gatehouse.web.wire;
    exports dev.gatehouse.web.wire.admin;
    exports dev.gatehouse.web.wire.sts;
}
