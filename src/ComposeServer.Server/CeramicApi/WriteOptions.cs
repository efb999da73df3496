using System.Text.Json;
using ComposeServer.Log.Intake;
using ComposeServer.Server.Calls;

namespace ComposeServer.Server.CeramicApi;

/// <summary>The member <c>opts</c> of a write (ceramic.md 8.2). What is not said is wished.</summary>
static class WriteOptions
{
    /// <summary>Wishes that the intake hears.</summary>
    /// <param name="body">A request, or one query of many.</param>
    public static SubmitOptions Of(JsonElement body) => new(Anchor: !IsOff(body, "anchor"));

    /// <summary>The same with <c>opts.ifTip</c>, which is ours.</summary>
    /// <param name="body">A request.</param>
    /// <param name="options">The wishes.</param>
    /// <returns>Null when they were read.</returns>
    public static ApiAnswer.Failure? Read(JsonElement body, out SubmitOptions options)
    {
        options = Of(body);
        if (!body.TryGetProperty("opts", out var opts) || opts.ValueKind != JsonValueKind.Object)
            return null;
        if (TipClaim.Read(opts, out var tip) is { } fault)
            return new(fault.Detail, fault.Code, fault.Status);
        options = options with { IfTip = tip };
        return null;
    }

    /// <summary><c>opts.pin: false</c>.</summary>
    public static bool SaysNotToPin(JsonElement body) => IsOff(body, "pin");

    /// <summary><c>opts.atTime</c>, in seconds of Unix time; null when it is not said.</summary>
    public static long? AtTimeSeconds(JsonElement body) =>
        TryGet(body, "atTime", out var time) && time.ValueKind == JsonValueKind.Number && time.TryGetInt64(out var at)
            ? at
            : null;

    static bool IsOff(JsonElement body, string option) =>
        TryGet(body, option, out var value) && value.ValueKind == JsonValueKind.False;

    static bool TryGet(JsonElement body, string option, out JsonElement value)
    {
        value = default;
        return body.TryGetProperty("opts", out var opts)
            && opts.ValueKind == JsonValueKind.Object
            && opts.TryGetProperty(option, out value);
    }
}
