package dev.larkspur.adapters.feishu;

import com.lark.oapi.core.Config;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Tenant;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** An app and its ways to the platform. */
public final class FeishuApp implements AutoCloseable {
  private final AppSettings settings;
  private final PlatformHttp http;
  private final URI tokenEndpoint;
  private final Duration refreshTimeout;
  private final @Nullable String redirectUrl;
  private final boolean takesCodes;
  private final Config sdk;
  private final TenantToken tenantToken;

  FeishuApp(AppSettings settings, FeishuProperties properties, InstantSource clock) {
    this.settings = settings;
    this.http = new PlatformHttp(properties.connectTimeout(), properties.requestTimeout());
    this.sdk = SdkTransport.config(settings, http);
    this.tenantToken = new TenantToken(sdk, clock);
    this.refreshTimeout = properties.refreshTimeout();
    this.redirectUrl = properties.redirectUrl();
    this.takesCodes = properties.codesInCards();
    var path = properties.tokenPath();
    var host = path.startsWith("/open-apis/") ? open("") : accounts("");
    this.tokenEndpoint = URI.create(host + path);
  }

  public AppId id() {
    return settings.id();
  }

  /** From the settings, for operators. */
  public String name() {
    return settings.name();
  }

  /** For the people who are asked. */
  public String title() {
    return settings.title();
  }

  public Scopes scopes() {
    return settings.scopes();
  }

  public Secret secret() {
    return settings.secret();
  }

  /** What events have to carry; null: not checked. */
  public @Nullable Secret verificationToken() {
    return settings.expected().verificationToken();
  }

  /** With which callbacks are sealed and signed; null: none are taken. */
  public @Nullable Secret encryptKey() {
    return settings.expected().encryptKey();
  }

  /** Whose events are taken; null: not checked. */
  public @Nullable Tenant tenant() {
    return settings.expected().tenant();
  }

  public URI open(String path) {
    return URI.create(settings.addresses().open() + path);
  }

  public URI accounts(String path) {
    return URI.create(settings.addresses().accounts() + path);
  }

  public URI applink(String path) {
    return URI.create(settings.addresses().applink() + path);
  }

  public URI tokenEndpoint() {
    return tokenEndpoint;
  }

  public Duration refreshTimeout() {
    return refreshTimeout;
  }

  /** Where browsers come back to; null: none are sent off. */
  public @Nullable String redirectUrl() {
    return redirectUrl;
  }

  /** Whether a code that comes with a press is traded. */
  public boolean takesCodes() {
    return takesCodes;
  }

  public PlatformHttp http() {
    return http;
  }

  /** For the resources of the SDK. */
  public Config sdk() {
    return sdk;
  }

  public TenantToken tenantToken() {
    return tenantToken;
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String toString() {
    return settings.name() + " (" + settings.id() + ")";
  }
}
