package kr.ondam.tenant;

/// A site inside a tenant where agents sit. `region` is free text such as 수도권, empty when unknown.
public record Centre(TenantId tenant, CentreId id, String name, String region) {}
