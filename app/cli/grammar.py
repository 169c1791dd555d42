"""The grammar of the documents that `tillbook post` takes, as `tillbook help post` prints it."""

GRAMMAR = """\
Documents for `tillbook post`, one JSON object a line. Money, quantities and percentages are decimal strings ("1.50");
a JSON number or an unknown key is refused. Times are ISO 8601 with an offset; no `at` means now. `uid` is the sender's
own identity of the document: the same uid with the same content posts once.

Reference data (keys left out stay as they were, a list replaces the list):
  {"type":"product","sku":"A1","name":"Apple juice 1 l","price":"1.50","tax":"20","tax_code":"S",
   "unit":"each|kg|g|l|ml|m","category":"Drinks","cost":"0.80",
   "codes":["4006381333931",{"code":"14006381333938","quantity":"6","price":"8.40"}],
   "costing":"fifo|average|standard|specific|lifo","standard_cost":"0.80","tracking":"none|lot|serial","stocked":true,
   "reorder_point":"6","reorder_quantity":"24","negative_stock":"allow|warn|block","supplier":"S1",
   "kit":[{"sku":"B1","quantity":"2"}],"deposit":"D1","minimum_age":"18","weight":"1.05",
   "open_price":false,"active":true}
  {"type":"supplier","code":"S1","name":"...","contact":"Ida","email":"...","phone":"...","address":"...",
   "terms":"14 days net","lead_time_days":"3","minimum_order":"50.00",
   "items":[{"sku":"A1","item_code":"F-1001","pack":"6","note":"..."}]}
  {"type":"supplier_item","supplier":"S1","sku":"A1","item_code":"F-1001","pack":"6","note":"...",
   "unit_cost":"0.85"}   (one of them; `unit_cost` is what it says from now on, until it has delivered)
  {"type":"customer","code":"C1","name":"..."}
  {"type":"location","code":"back","name":"..."} {"type":"till","code":"T2","location":"shop"}
  {"type":"user","code":"anna","name":"Anna","role":"owner|manager|cashier|clerk","pin":"2580","active":true}
   (a new person without a role is a manager, who sees all reports and closes periods; cashiers and clerks do not)
  {"type":"tender","kind":"meal","name":"Meal voucher","account":"..."}
  {"type":"count_plan","code":"drinks","name":"Drinks","scope":"category|full|zone|supplier|cycle|doubtful|spot|opening",
   "location":"shop","subjects":["Drinks"],"every_days":"30","class_days":["30","90","365"],"most":"50",
   "tolerance":{"quantity":"1","percent":"5","amount":"10.00"},"second_person":true,"active":true}
   ("count-plan" is the same type; subjects: zones, categories, suppliers or SKUs; class_days and most belong to
   cycles; by supplier: goods that name it, are in its list of items or came from it last; kits and goods without
   stock are in no count; what is due today: tillbook report count-plan; the list to write on:
   tillbook report count-sheet --plan drinks)
  {"type":"label_template","name":"Shelf","stock":"62x40","width":"62","height":"40","fields":[
   {"field":"name|price|unit_price|sku|lot|expiry|dates|text|logo","left":"1.5","top":"1.5","width":"58","height":"9",
    "size":"12","bold":true,"align":"left|centre|right","text":"..."},
   {"field":"symbol","left":"1.5","top":"12","width":"44","height":"22",
    "symbol":"ean13|ean8|upca|upce|itf14|code128|gs1-128|datamatrix|qr","module":"0.33"}]}
   (millimetres from the top left corner of the label, at most one decimal; size in points, at the most; without
   `symbol` what fits the number, without `module` what fits the box; to be printed with: tillbook labels --template)
  {"type":"shop_logo","picture":"iVBORw0KGgo="}   (a whole PNG or JPEG as base64, "" for none; from a file:
   echo "{\\"type\\":\\"shop_logo\\",\\"picture\\":\\"$(base64 -w0 logo.png)\\"}" | tillbook post -)
  {"type":"reason","code":"tasting","name":"...","account":"..."}   (one more reason for adjustments)
  {"type":"account","code":"sales","name":"Income:Shop"}   (codes: inventory tender safe bank tax_input tax_output grni
   grni_carriers payables opening_balance sales sales_returns cash_rounding paid_in cost_of_sales purchase_variance
   shrinkage write_off write_down cash_over_short paid_out; "" is the usual name again)

Documents (each may carry `at`, `till`, `user`, `location`, `note`). Buying:
  {"type":"opening_stock","uid":"o1","lines":[{"sku":"A1","quantity":"40","unit_cost":"5.00","lot":"L7",
   "expiry":"2027-03-01","serials":[]}]}
  {"type":"order","uid":"po1","supplier":"S1","step":"draft|send","expected":"2026-03-05","note":"...",
   "lines":[{"sku":"A1","quantity":"24","unit_cost":"0.80","pack":"6","item_code":"F-1001","reason":"..."}]}
   (a line may say "packs":"4" for its quantity; without cost, pack or code: what is known of the supplier's item)
   "copy":"po0" instead of lines orders again what that order had, "propose":true what is low and comes from there;
   "instead":"po0" takes the place of that draft, which is given up with it
  {"type":"order_send","uid":"os1","of":"po1","expected":"2026-03-05"}   (a draft goes out)
  {"type":"order_cancel","uid":"ox1","of":"po1","reason":"...","lines":[{"sku":"A1","quantity":"6"}]}
   (without lines, or without a quantity, all that is still open: so back-orders are closed)
  {"type":"order_expect","uid":"oe1","of":"po1","expected":"2026-03-09","reason":"..."}
   (what is still to come should come on another day; what the supplier promised first is what it is measured by)
  {"type":"delivery","uid":"d1","supplier":"S1","order":"po1","again":true,"reference":"note 17",
   "discount":"0","cost":"final|provisional",
   "lines":[{"sku":"A1","quantity":"24","unit_cost":"0.80","lot":"L7","expiry":"2027-03-01","serials":["..."],
   "free":"2","damaged":"1"}],"landed_costs":[{"amount":"4.80","by":"value|quantity|weight"}]}
   (`order` is the uid or number of the order that the goods came on; `again` that more comes on one that is received)
  {"type":"landed_cost","uid":"l1","of":"d1","amount":"3.00","by":"value|quantity|weight","supplier":"S2"}
  {"type":"supplier_invoice","uid":"i1","supplier":"S1","number":"2026-17","deliveries":["d1"],"tax":"3.94",
   "lines":[{"sku":"A1","quantity":"24","unit_cost":"0.82"}],"landed_costs":[{"of":"l1","amount":"3.20"}],
   "discount":"3%"}
   (`landed_costs` are billed as a whole: `of` is a landed_cost or a delivery that came with some; no `amount` is what
   was booked; what it says more or less goes to the goods. A carrier's invoice has landed_costs and no lines.)
  {"type":"supplier_return","uid":"r1","of":"d1","lines":[{"line":1,"sku":"A1","quantity":"2","unit_credit":"0.80",
   "damaged":"1","lot":null,"serials":[]}]}   (damaged: how much of it was written off before, when it came or later;
   with serials the last ones. Without it, what is more than came whole.)
  {"type":"credit_note","uid":"n1","of":"r1","number":"G-7","amount":"1.60","tax":"0.30"}   (what the supplier gives
   for the supplier return `of`; no `amount` is what was expected; the difference is purchase variance)

Selling:
  {"type":"sale","uid":"s1","till":"T1","cashier":"anna","customer":"C1","discount":"10%",
   "lines":[{"sku":"A1","quantity":"2","price":"1.50","discount":"0.10","lot":null,"serials":[]},
            {"code":"4006381333931","quantity":"1"},
            {"of":"s0","of_line":1,"quantity":"-1","state":"sellable|damaged"}],
   "tenders":[{"kind":"cash","amount":"5.00"},{"kind":"card","amount":"2.00","reference":"..."}]}
  {"type":"refund","uid":"f1","of":"s1","lines":[{"line":1,"quantity":"1","state":"sellable|damaged"}],
   "tenders":[{"kind":"cash","amount":"1.40"}]}   (without `of` the lines name sku, quantity and price; of goods that
   were sold by the pack, quantity counts pieces: a pack of six that comes back is "6")
  {"type":"tender_change","uid":"x1","of":"s1","tenders":[{"kind":"card","amount":"4.30"}]}

Stock:
  {"type":"adjustment","uid":"a1","lines":[{"sku":"A1","quantity":"-1","unit_cost":null,"lot":null,"serials":[],
   "reason":"damaged|expired|stolen|own_use|found|other"}]}   (what comes in may name unit_cost, lot and expiry)
  {"type":"count","uid":"c1","uncounted":"leave|zero","plan":"drinks","lines":[{"sku":"A1","counted":"19",
   "at":"2026-03-01T09:30:00+01:00","zone":"Z1","lot":null,"serials":[],"reason":"stolen","by":"anna",
   "first_at":"2026-03-01T09:28:00+01:00","recount":false,"expiry":"2027-03-01"}]}   (reason: of all lines of these
   goods, or of their lot; by: who counted it; first_at: when counting it began; recount: the line is kept and moves
   nothing; expiry: of the lot. A count that names a lot is of that lot alone: others stay, and a warning names them;
   count those with "0", or say "uncounted":"zero". plan: the code of the count_plan that it carries out; warnings name
   goods beyond its tolerance, counted once or by nobody else, and those of the plan that nobody counted. The count is
   posted all the same, and so is a reason that does not fit its difference, such as stolen goods that are too many)
  {"type":"transfer","uid":"t1","from":"back","to":"shop","lines":[{"sku":"A1","quantity":"6","lot":null,"serials":[]}]}
   with "step":"send" the goods are on the way until
  {"type":"transfer_receipt","uid":"n1","of":"t1","lines":[{"sku":"A1","quantity":"6","lot":null,"serials":[]}]}
   without lines for all that is still on the way
  {"type":"revaluation","uid":"v1","lines":[{"sku":"A1","unit_cost":"0.75"}]}   (at standard cost: the new standard)
  {"type":"method_change","uid":"m1","lines":[{"sku":"A1","costing":"fifo|average|standard|specific|lifo"}]}
  {"type":"reversal","uid":"z1","of":"d1","reason":"typed wrong"}
   counts hold as they were, stock is worth what it would have been without it; what was sold at its cost is corrected
  Wherever a line of a document names a sku it may name a "code" in its place, as a scan would: its quantities are then
  in packs where the code is a pack's (unit_cost stays the cost of one unit), and a GS1 code says lot, expiry and serial
  of goods that are kept so, where the line does not. (Not in order_cancel, refund, revaluation and method_change.)
  Of a delivery line's quantity, free pieces share its cost, and damaged ones come in and are written off at one value.
  Free pieces are over and above: they fill no order. Where they stand for ordered ones, cancel the rest of the order.
  A delivery, supplier_return or adjustment dated before a count of the same goods needs "counted":true|false: whether
  they were on the shelf when they were counted. So does a transfer or its receipt: whether the goods had gone to their
  new place by then.

The drawer and the periods:
  {"type":"cash_movement","uid":"k1","kind":"float|paid_in|paid_out|banked|opened","amount":"100.00","reason":"..."}
  {"type":"cash_count","uid":"k2","counted":"312.40"}
  {"type":"period_close","uid":"p1","through":"2026-01-31"}

Each line is answered by one line, once it is durable:
  {"line":1,"uid":"...","status":"posted","number":"T1-000001","warnings":[]}
`status` is `posted`, `already posted`, `updated` (reference data) or `refused`, then with
"error":{"code":"...","message":"..."}. All codes: `tillbook help codes`.
"""
