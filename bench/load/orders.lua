-- One order of ten lines, about 450 bytes, as every target of the benchmark gets it.
local lines = {}
for i = 1, 10 do
  lines[i] = string.format('{"sku":"SKU-%04d","price":%d.5,"quantity":%d}', i, i, (i % 3) + 1)
end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"id":"order-1","lines":[' .. table.concat(lines, ",") .. ']}'
