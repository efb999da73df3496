using System.Text.Json;

namespace ComposeServer.Integration.NodeApi.Recorded;

/// <summary>What the JS node answered to 124 requests, and what we answer to the same kinds of request.</summary>
public sealed class RecordedExchangeTests(RecordedScene scene) : IClassFixture<RecordedScene>
{
    public static TheoryData<string> Names => [.. Exchange.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_exchange_is_answered_like_the_recorded_one_or_differs_as_is_written_down(string name)
    {
        var recorded = Exchange.All[name];
        var call = LiveCalls.ByName.GetValueOrDefault(name) ?? (s => s.AgainAsync(recorded));

        using var response = await call(scene);
        var body = await BodyAsync(response);

        if (KnownDifferences.ByName.TryGetValue(name, out var known))
        {
            Assert.Equal(known.Status, (int)response.StatusCode);
            Assert.Equal(known.Code, CodeOf(body));
            Assert.True(
                recorded.Status != known.Status || Differences(recorded, response, body).Count > 0,
                "no longer"
            );
        }
        else
        {
            var differences = Differences(recorded, response, body);
            Assert.True(differences.Count == 0, string.Join('\n', differences));
        }
    }

    [Fact]
    public void Nothing_is_told_of_exchanges_that_were_not_recorded()
    {
        Assert.Empty(LiveCalls.ByName.Keys.Except(Exchange.All.Keys));
        Assert.Empty(KnownDifferences.ByName.Keys.Except(Exchange.All.Keys));
        Assert.Equal(124, Exchange.All.Count);
    }

    [Fact]
    public void What_was_signed_or_has_no_body_in_the_recording_is_made_afresh()
    {
        var spent = Exchange
            .All.Values.Where(exchange =>
                exchange.RequestHeaders.ContainsKey("authorization")
                || exchange.RequestBody is { ValueKind: JsonValueKind.Object } body && IsSigned(body)
                || exchange.RequestHeaders.Count == 0 && exchange.Method is not "GET"
            )
            .Select(exchange => exchange.Name);

        Assert.Empty(spent.Except(LiveCalls.ByName.Keys));

        // A JWS of three letters is as good as new.
        static bool IsSigned(JsonElement body) => body.GetRawText().Contains("jws") && body.GetRawText().Length > 50;
    }

    static List<string> Differences(Exchange recorded, HttpResponseMessage response, JsonElement body)
    {
        var differences = new List<string>();
        if ((int)response.StatusCode != recorded.Status)
            differences.Add($"status: {recorded.Status} was recorded, {(int)response.StatusCode} came: {body}");
        else
            differences.AddRange(Likeness.Differences(BodyOf(recorded), body));
        foreach (var (name, value) in recorded.Headers)
            if (IsCompared(name) && HeaderOf(response, name) is var ours && !IsAlike(name, value, ours))
                differences.Add($"{name}: '{value}' was recorded, '{ours}' came");
        return differences;
    }

    /// <summary>What browsers and clients act on; the rest is the web framework's.</summary>
    static bool IsCompared(string header) =>
        header is "content-type" or "vary" or "deprecation" or "cache-control"
        || header.StartsWith("access-control-", StringComparison.Ordinal);

    static bool IsAlike(string name, string recorded, string? ours) =>
        name == "vary"
            ? ours is not null
                && recorded.Split(", ").All(word => ours.Contains(word, StringComparison.OrdinalIgnoreCase))
            : string.Equals(recorded, ours, StringComparison.OrdinalIgnoreCase);

    static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    static string? CodeOf(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>One of the recordings was cut where it was long.</summary>
    static JsonElement BodyOf(Exchange recorded) =>
        recorded.Name == "commits" ? Exchange.All["GET /api/v0/commits/:id -> 200"].Body : FirstFrame(recorded.Body);

    static async Task<JsonElement> BodyAsync(HttpResponseMessage response)
    {
        var media = response.Content.Headers.ContentType?.MediaType;
        if (media == "text/event-stream")
            return await DocumentFeed.Of(response).NextAsync();
        var text = await response.Content.ReadAsStringAsync();
        return media == "application/json" ? JsonElement.Parse(text) : JsonSerializer.SerializeToElement(text);
    }

    static JsonElement FirstFrame(JsonElement body) =>
        body.ValueKind == JsonValueKind.String && body.GetString()!.StartsWith("data: ", StringComparison.Ordinal)
            ? JsonElement.Parse(body.GetString()!.Split('\n')[0]["data: ".Length..])
            : body;
}
