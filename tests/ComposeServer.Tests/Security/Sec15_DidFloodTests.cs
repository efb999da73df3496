using System.Globalization;
using System.Text;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Keys;
using ComposeServer.Postgres.Log;
using ComposeServer.Server.RateLimits;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>DIDs cost their maker nothing: a million of them must cost us little. Quotas per caller, author and model are in front of the doors.</summary>
[Collection(nameof(MeasuredMemory))]
public class Sec15_DidFloodTests
{
    const int BytesPerDidMax = 200;

    [Fact]
    public void A_remembered_principal_takes_at_most_two_hundred_bytes()
    {
        var cache = new PrincipalCache();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Fill(cache, 0, PrincipalCache.CountMax);

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / PrincipalCache.CountMax;
        Assert.True(cache.TryGet(DidOf(PrincipalCache.CountMax - 1), out _));
        Assert.InRange(each, 1, BytesPerDidMax);
    }

    [Fact]
    public void A_million_principals_take_no_more_than_the_cache_holds()
    {
        var cache = new PrincipalCache();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;
        for (var at = 0; at < 1_000_000; at += 50_000)
        {
            Fill(cache, at, 50_000);
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        GC.KeepAlive(cache);
        Assert.InRange(peak, 0, 2L * PrincipalCache.CountMax * BytesPerDidMax);
    }

    [Fact]
    public void Verifying_for_ever_new_keys_leaves_nothing_behind()
    {
        var capabilities = new CapabilityVerifier(new());
        var signatures = new EventSignatures(capabilities, new());
        Verify(signatures, 0, 500);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Verify(signatures, 500, 5_000);

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / 5_000;
        Assert.InRange(each, long.MinValue, BytesPerDidMax);
        Assert.Equal(0, capabilities.CacheCount);
    }

    [Fact]
    public void Counting_the_writes_of_a_million_DIDs_takes_no_memory()
    {
        var buckets = new TokenBuckets(50, 500, TimeProvider.System);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var number = 0; number < 1_000_000; number++)
            _ = buckets.TryTake(Encoding.UTF8.GetBytes(DidOf(number).Text));

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64 * 1024);
        GC.KeepAlive(buckets);
    }

    [Fact]
    public void A_million_strangers_in_ten_minutes_take_a_bounded_share_and_an_author_goes_on()
    {
        const int Strangers = 1_000_000;
        const int PerMinute = 6_000;
        const int Minutes = 10;
        var clock = new ManualClock(Samples.Noon);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var authors = new NewAuthors(PerMinute, clock);
        Assert.True(Enter(authors, -1, address: 0));
        var letIn = 0;

        for (var number = 0; number < Strangers; number++)
        {
            clock.Advance(TimeSpan.FromMinutes(Minutes) / Strangers);
            if (Enter(authors, number, address: 1 + number % 1_000))
                letIn++;
            if (number % 1_000 == 0 && !Enter(authors, -1, address: 0))
                Assert.Fail($"the author is refused among {number} strangers");
        }

        Assert.InRange(letIn, PerMinute * Minutes, PerMinute * (Minutes + 1));
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(bytes / letIn, 1, BytesPerDidMax);
        GC.KeepAlive(authors);
    }

    [Fact]
    public void A_million_strangers_of_one_address_leave_room_for_newcomers_of_another()
    {
        var clock = new ManualClock(Samples.Noon);
        var authors = new NewAuthors(6_000, clock);

        for (var number = 0; number < 1_000_000; number++)
        {
            clock.Advance(TimeSpan.FromMicroseconds(600));
            Enter(authors, number, address: 1);
            if (number % 10_000 == 0)
                Assert.True(Enter(authors, -1 - number, address: 2));
        }
    }

    [Fact]
    public void Objects_of_P256_keys_are_bounded_whoever_names_them()
    {
        for (var number = 0; number < 2_500; number++)
        {
            using var signer = P256Signer.Generate();
            Assert.True(DidKey.TryRead(signer.Did, out _, out _));
        }

        Assert.InRange(P256.CachedKeys, 1, 2_048);
    }

    static void Fill(PrincipalCache cache, int from, int count) =>
        cache.Add(Enumerable.Range(from, count).Select(number => KeyValuePair.Create(DidOf(number), (long)number)));

    static bool Enter(NewAuthors authors, int number, int address) =>
        authors.TryEnter(Encoding.UTF8.GetBytes(DidOf(number).Text), BitConverter.GetBytes(address));

    /// <summary>As long as a did:key of Ed25519.</summary>
    static Did DidOf(int number) =>
        Did.Parse(string.Create(CultureInfo.InvariantCulture, $"did:key:z6Mk{(uint)number:d44}"));

    static void Verify(EventSignatures signatures, int from, int count)
    {
        for (var number = from; number < from + count; number++)
        {
            using var signer = Samples.Signer("EdDSA", $"flood {number}");
            Assert.IsType<SignatureVerdict.Valid>(
                signatures.Verify(
                    signer.SignEvent(Doors.Payload),
                    Doors.Payload,
                    null,
                    signer.Did,
                    Samples.Scope,
                    Samples.Noon,
                    CapabilityTimeRule.NewWrites
                )
            );
        }
    }
}
