using System.Buffers.Binary;
using System.Security.Cryptography;
using ComposeServer.Identity.Interop;

namespace ComposeServer.Identity.Admin;

/// <summary>One-time codes of the admin API, each good once within a minute. Safe for many threads.</summary>
/// <remarks>
/// Giving a code out keeps nothing: it is proven by its own bytes, so a flood of strangers asking for codes can neither evict an administrator's nor
/// grow memory. Only what administrators redeem is remembered, until it is too old. The reference keeps 50 codes and forgets the oldest.
/// <code>
/// 48 bits milliseconds since start ‖ 4 version (7) ‖ 12 counter ‖ 2 variant ‖ 62 first bits of HMAC-SHA-256 over the 8 bytes before
/// </code>
/// The time is monotonic and the secret is this process's own: a changed wall clock or another server revives nothing. Layout: UUID version 7, RFC 9562.
/// </remarks>
/// <param name="clock">Measures the minute.</param>
public sealed class AdminCodes(TimeProvider clock) : IDisposable
{
    /// <summary>How long a code is good.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(60);

    /// <summary>How many redeemed codes are remembered within a lifetime; more are refused.</summary>
    public const int RedeemedMax = 10_000;

    const int SecretSizeBytes = 32;
    const int SignedSizeBytes = 8;
    const int CounterBits = 12;
    const long CounterMask = (1 << CounterBits) - 1;

    static readonly IdentityRefusal Invalid = new(
        IdentityCode.AdminCodeInvalid,
        "Unauthorized access: invalid/already used admin code"
    );

    static readonly IdentityRefusal Expired = new(
        IdentityCode.AdminCodeExpired,
        "Unauthorized access: expired admin code - admin codes are only valid for 60 seconds"
    );

    readonly SecretKey secret = SecretKey.Random(SecretSizeBytes);
    readonly long started = clock.GetTimestamp();
    readonly Lock gate = new();
    readonly HashSet<Guid> redeemed = [];
    readonly Queue<(long IssuedMs, Guid Code)> redeemedInOrder = [];
    long lastStamp;

    /// <summary>Gives out a code, a UUID.</summary>
    public string Issue()
    {
        Span<byte> bytes = stackalloc byte[16];
        var stamp = NextStamp();
        BinaryPrimitives.WriteInt64BigEndian(bytes, (stamp >> CounterBits << 16) | 0x7000 | (stamp & CounterMask));
        Seal(bytes);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>Overwrites the secret: no code is good any more.</summary>
    public void Dispose() => secret.Dispose();

    /// <summary>Judges a code without using it up.</summary>
    /// <returns>Null when it may be redeemed.</returns>
    public IdentityRefusal? Check(string code)
    {
        if (!TryRead(code, out var value, out var issuedMs))
            return Invalid;
        if (ElapsedMs() - issuedMs > (long)Lifetime.TotalMilliseconds)
            return Expired;
        lock (gate)
        {
            return redeemed.Contains(value) ? Invalid : null;
        }
    }

    /// <summary>Uses a code up. To be called for administrators only, for it is remembered.</summary>
    /// <returns>Null for exactly one caller per code.</returns>
    public IdentityRefusal? Redeem(string code)
    {
        if (Check(code) is { } refusal)
            return refusal;
        _ = TryRead(code, out var value, out var issuedMs);
        lock (gate)
        {
            ForgetOld();
            if (redeemed.Count >= RedeemedMax)
            {
                return new(
                    IdentityCode.AdminCodesExhausted,
                    $"More than {RedeemedMax} admin requests within {Lifetime.TotalSeconds} seconds"
                );
            }

            if (!redeemed.Add(value))
                return Invalid;
            redeemedInOrder.Enqueue((issuedMs, value));
            return null;
        }
    }

    /// <summary>Codes are redeemed nearly in the order of their issue; one that waits behind a younger one is only forgotten later.</summary>
    void ForgetOld()
    {
        var oldest = ElapsedMs() - (long)Lifetime.TotalMilliseconds;
        while (redeemedInOrder.TryPeek(out var first) && first.IssuedMs < oldest)
        {
            _ = redeemed.Remove(redeemedInOrder.Dequeue().Code);
        }
    }

    /// <summary>Milliseconds and counter in one ever-growing number: when the counter is used up within a millisecond, the next one is begun early.</summary>
    long NextStamp()
    {
        var now = ElapsedMs() << CounterBits;
        while (true)
        {
            var last = Interlocked.Read(ref lastStamp);
            var next = Math.Max(last + 1, now);
            if (Interlocked.CompareExchange(ref lastStamp, next, last) == last)
                return next;
        }
    }

    bool TryRead(string code, out Guid value, out long issuedMs)
    {
        issuedMs = 0;
        if (!Guid.TryParseExact(code, "D", out value))
            return false;
        Span<byte> given = stackalloc byte[16];
        Span<byte> expected = stackalloc byte[16];
        _ = value.TryWriteBytes(given, bigEndian: true, out _);
        given[..SignedSizeBytes].CopyTo(expected);
        Seal(expected);
        issuedMs = (long)(BinaryPrimitives.ReadUInt64BigEndian(given) >> 16);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    void Seal(Span<byte> code)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> key = stackalloc byte[SecretSizeBytes];
        secret.CopyTo(key);
        HMACSHA256.HashData(key, code[..SignedSizeBytes], mac);
        CryptographicOperations.ZeroMemory(key);
        mac[..SignedSizeBytes].CopyTo(code[SignedSizeBytes..]);
        code[SignedSizeBytes] = (byte)((code[SignedSizeBytes] & 0x3f) | 0x80);
    }

    long ElapsedMs() => (long)clock.GetElapsedTime(started).TotalMilliseconds;
}
