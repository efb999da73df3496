using System.Text.Json;
using System.Text.Json.Serialization;

namespace ComposeServer.Cli;

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(JsonElement))]
sealed partial class CliJson : JsonSerializerContext;
