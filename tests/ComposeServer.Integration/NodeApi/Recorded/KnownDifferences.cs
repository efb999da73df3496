namespace ComposeServer.Integration.NodeApi.Recorded;

/// <summary>Where we answer otherwise on purpose.</summary>
static class KnownDifferences
{
    const string Named = "says which member is missing or wrong";
    const string Placed = "says where, without the text";
    const string OfStream = "names the stream that was asked for, not a block of it";
    const string Missing = "Cannot read properties of undefined (reading *)";
    const string NoJson = "malformed -> 500 Unexpected token *, * is not valid JSON";
    const string NoJws = "422 Error while processing the authorization header Invalid valu";

    /// <summary>Name of the exchange; what we do, and why.</summary>
    public static IReadOnlyDictionary<string, Difference> ByName { get; } =
        new Dictionary<string, Difference>
        {
            ["create empty"] = Worded("BAD_USER_INPUT", Named),
            [$"POST /api/v0/streams type None -> 500 {Missing}"] = Worded("BAD_USER_INPUT", Named),
            [$"POST /api/v0/multiqueries n=0 -> 500 {Missing}"] = Worded("BAD_USER_INPUT", Named),
            ["bad patch"] = Worded("INVALID_PATCH", Named),
            ["bad json"] = Worded("BAD_USER_INPUT", Placed),
            [$"POST /api/v0/collection/count {NoJson}"] = Worded("BAD_USER_INPUT", Placed),
            [$"POST /api/v0/multiqueries {NoJson}"] = Worded("BAD_USER_INPUT", Placed),
            [$"POST /api/v0/commits {NoJson}"] = Worded("BAD_USER_INPUT", Placed),
            ["unknown stream"] = Worded("STREAM_NOT_FOUND", OfStream),
            ["GET /api/v0/commits/:id -> 500 ipld: could not find *"] = Worded("STREAM_NOT_FOUND", OfStream),
            ["POST /api/v0/streams type 3 signed -> 500 Error while storing car to IPFS for stream *: HTTPError: blo"] =
                Worded("CID_MISMATCH", "there is no second store whose words could be passed on"),
            ["post empty data"] = new(400, "BAD_USER_INPUT", "does not send back what was signed"),
            [$"POST /api/v0/admin/modelData -> {NoJws}"] = new(422, "INVALID_JWS", Named),
            [$"POST /api/v0/admin/models -> {NoJws}"] = new(422, "INVALID_JWS", Named),
            [$"DELETE /api/v0/admin/modelData -> {NoJws}"] = new(422, "INVALID_JWS", Named),
            ["status"] = Taken("the indexed models are texts; there are no peers"),
            ["GET /api/v0/admin/status -> 200"] = Taken("the indexed models are texts; there are no peers"),
            ["collection unindexed"] = Taken("models are always indexed, as in Kubo mode"),
            ["GET /api/v0/feed/aggregation/documents -> 200"] = Taken("unique is a text, as in states"),
            ["tile create (rust mode)"] = Taken("tiles are taken, as in Kubo mode"),
            [
                "POST /api/v0/collection first+queryFilters -> 500 select `stream_id`, `last_anchored_at`, `created_at`, `strea"
            ] = Taken("a quote in a value is part of the value"),
            ["POST /api/v0/admin/modelData -> 500 Cannot re-index model *, data may not be up-to-date"] = Taken(
                "a model can be indexed again"
            ),
            ["OPTIONS /api/v0/streams -> 204"] = new(204, null, "browsers alone keep the answer to a preflight"),
        };

    static Difference Worded(string code, string reason) => new(500, code, reason);

    static Difference Taken(string reason) => new(200, null, reason);

    /// <param name="Status">Ours.</param>
    /// <param name="Code">Our word; null for an answer that is no failure.</param>
    /// <param name="Reason">Why ours is no worse for a caller who knows the other.</param>
    internal sealed record Difference(int Status, string? Code, string Reason);
}
