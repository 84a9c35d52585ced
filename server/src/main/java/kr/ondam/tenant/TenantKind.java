package kr.ondam.tenant;

/// What a tenant is in the group: 계열사 or 지역센터.
public enum TenantKind {
  AFFILIATE,
  REGIONAL_CENTRE
}
